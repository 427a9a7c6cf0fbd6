//! Records of named fields.

/// The fields of a struct in the order of files; every field of the domain's struct must be named.
///
/// `#[omit]` marks what is left out where it is the default: empty text, empty list, nothing, the default variant.
/// A `value` is the value of a cell, a `part` stands inside one or is a key. Neither accepts unknown fields: a
/// value's own are taken out before it is read, and inside a part they would get lost on the way back.
macro_rules! object {
    (value $Domain:ident { $($fields:tt)* } $(checked by $check:path)?) => {
        object! { part $Domain { $($fields)* } $(checked by $check)? }
        object! { @fields $Domain { $($fields)* } }
    };
    (@fields $Domain:ident { $($(#[$omit:ident])? $field:ident: $Type:ty,)* }) => {
        impl $crate::bundle::wire::Value for $Domain {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field),)*];
        }
    };
    (part $Domain:ident { $($(#[$omit:ident])? $field:ident: $Type:ty,)* } $(checked by $check:path)?) => {
        impl $crate::bundle::wire::Wire for $Domain {
            fn to_json(&self) -> $crate::bundle::wire::Json<'_> {
                let $Domain { $($field,)* } = self;
                $crate::bundle::wire::object::fields!(write $($(#[$omit])? $field,)*)
            }

            fn from_json(json: $crate::bundle::wire::Json<'_>) -> Result<Self, $crate::bundle::Fault> {
                let mut fields = json.into_fields()?;
                $($crate::bundle::wire::object::fields!(read fields, $(#[$omit])? $field: $Type);)*
                fields.end()?;
                let value = $Domain { $($field,)* };
                $($check(&value)?;)?
                Ok(value)
            }

            #[cfg(test)]
            fn schema(definitions: &mut $crate::bundle::schema::Definitions) -> serde_json::Value {
                definitions.define(stringify!($Domain), |definitions| {
                    $crate::bundle::schema::object(vec![
                        $((stringify!($field), <$Type as $crate::bundle::wire::Wire>::schema(definitions),
                            $crate::bundle::wire::object::fields!(is_omissible $(#[$omit])?)),)*
                    ])
                })
            }
        }
    };
}
pub(super) use object;

/// Fields out of and into variables of their names.
macro_rules! fields {
    (write $($fields:tt)*) => { $crate::bundle::wire::Json::Object($crate::bundle::wire::object::fields!(pairs $($fields)*)) };
    (pairs $($(#[$omit:ident])? $field:ident,)*) => {{
        let mut pairs: Vec<(std::borrow::Cow<'_, str>, $crate::bundle::wire::Json<'_>)> = Vec::new();
        $(
            if !$crate::bundle::wire::object::fields!(is_left_out $field $(#[$omit])?) {
                pairs.push((std::borrow::Cow::Borrowed(stringify!($field)), $crate::bundle::wire::Wire::to_json($field)));
            }
        )*
        pairs
    }};
    (is_left_out $field:ident #[omit]) => { $crate::bundle::wire::is_default($field) };
    (is_left_out $field:ident) => { false };
    (read $fields:ident, #[omit] $field:ident: $Type:ty) => {
        let $field = $fields.omissible::<$Type>(stringify!($field))?;
    };
    (read $fields:ident, $field:ident: $Type:ty) => {
        let $field = $fields.required::<$Type>(stringify!($field))?;
    };
    (is_omissible #[omit]) => { true };
    (is_omissible) => { false };
}
pub(super) use fields;
