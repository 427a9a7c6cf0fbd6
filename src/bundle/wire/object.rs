//! Records of named fields.

/// The form of a struct, field by field in the order of files; every field of the domain's struct must be named.
///
/// `#[omit]` marks what is left out where it is the default: empty text, empty list, nothing, the default variant.
/// A `value` is the value of a cell, a `part` stands inside one or is a key. No form accepts unknown fields: a
/// value's own are taken out before it is read, and inside a part they would get lost on the way back.
macro_rules! object {
    ($(#[$attribute:meta])* value $Domain:ident as $Form:ident { $($fields:tt)* } $(checked by $check:path)?) => {
        object! { $(#[$attribute])* part $Domain as $Form { $($fields)* } $(checked by $check)? }
        object! { @fields $Domain { $($fields)* } }
    };
    (@fields $Domain:ident { $($(#[$omit:ident])? $field:ident: $Type:ty,)* }) => {
        impl $crate::bundle::wire::Value for $Domain {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field),)*];
        }
    };
    ($(#[$attribute:meta])* part $Domain:ident as $Form:ident {
        $($(#[$omit:ident])? $field:ident: $Type:ty,)*
    } $(checked by $check:path)?) => {
        $(#[$attribute])*
        #[derive(PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $Form<'a> {
            $(
                // The doc line only lets the marker repeat in step with the attribute below it.
                $(#[doc = stringify!($omit)] #[serde(default, skip_serializing_if = "crate::bundle::wire::is_default")])?
                $field: <$Type as $crate::bundle::wire::Wire>::Form<'a>,
            )*
        }

        impl $crate::bundle::wire::Wire for $Domain {
            type Form<'a> = $Form<'a>;

            fn to_form(&self) -> $Form<'_> {
                let $Domain { $($field,)* } = self;
                $Form { $($field: $crate::bundle::wire::Wire::to_form($field),)* }
            }

            fn from_form(form: $Form<'_>) -> Result<Self, $crate::bundle::Fault> {
                let value = $Domain {
                    $($field: <$Type as $crate::bundle::wire::Wire>::from_form(form.$field)
                        .map_err(|fault| fault.below(stringify!($field)))?,)*
                };
                $($check(&value)?;)?
                Ok(value)
            }
        }
    };
}
pub(super) use object;
