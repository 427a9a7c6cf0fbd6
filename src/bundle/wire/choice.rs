//! Choices that carry data: one snake_case word each, alone or with what is said about it.

/// `"word"`, `{"word":value}`, `{"word":[value, value]}` or `{"word":{"field":value}}`. Every variant of the domain's enum
/// must be named.
macro_rules! choice {
    ($Enum:ident {
        $($Variant:ident $word:literal $(($($item:ident: $Item:ty),+))? $({ $($(#[$omit:ident])? $field:ident: $Field:ty,)+ })?,)*
    }) => {
        impl $crate::bundle::wire::Wire for $Enum {
            fn to_json(&self) -> $crate::bundle::wire::Json<'_> {
                use $crate::bundle::wire::Json;
                match self {
                    $($Enum::$Variant $(($($item),+))? $({ $($field,)+ })? => {
                        Json::choice($word, vec![
                            $($($crate::bundle::wire::Wire::to_json($item)),+)?
                            $($crate::bundle::wire::object::fields!(write $($(#[$omit])? $field,)+))?
                        ])
                    })*
                }
            }

            fn from_json(json: $crate::bundle::wire::Json<'_>) -> Result<Self, $crate::bundle::Fault> {
                #[allow(unused_imports, reason = "an enum of bare words has no contents")]
                use $crate::bundle::wire::{Wrong, contents};
                let (word, content) = json.into_choice()?;
                $(
                    #[allow(unused_mut, unused_variables, reason = "a bare word has no contents")]
                    if word == $word {
                        let read = || -> Result<Self, $crate::bundle::Fault> {
                            let n = choice!(@count $($($item)+)? $({ $($field)+ })?);
                            let mut contents = contents(content, n)?;
                            $(
                                let mut place = 0;
                                $(
                                    let $item = contents.next().ok_or(Wrong::Shape)?;
                                    let $item = <$Item as $crate::bundle::wire::Wire>::from_json($item)
                                        .map_err(|fault| if n > 1 { fault.at(place) } else { fault })?;
                                    place += 1;
                                )+
                                let _ = place;
                            )?
                            $(
                                let mut fields = contents.next().ok_or(Wrong::Shape)?.into_fields()?;
                                $($crate::bundle::wire::object::fields!(read fields, $(#[$omit])? $field: $Field);)+
                                fields.end()?;
                            )?
                            Ok($Enum::$Variant $(($($item),+))? $({ $($field,)+ })?)
                        };
                        return read().map_err(|fault| fault.below($word));
                    }
                )*
                Err(Wrong::UnknownWord(word.into_owned()).into())
            }

            #[cfg(test)]
            fn schema(definitions: &mut $crate::bundle::schema::Definitions) -> serde_json::Value {
                use $crate::bundle::schema;
                definitions.define(stringify!($Enum), |definitions| {
                    #[allow(unused_mut, reason = "an enum without variants has no choices")]
                    let mut choices = Vec::new();
                    $(
                        let contents: Vec<serde_json::Value> = vec![
                            $($(<$Item as $crate::bundle::wire::Wire>::schema(definitions)),+)?
                            $(schema::object(vec![
                                $((stringify!($field), <$Field as $crate::bundle::wire::Wire>::schema(definitions),
                                    $crate::bundle::wire::object::fields!(is_omissible $(#[$omit])?)),)+
                            ]))?
                        ];
                        choices.push(schema::choice($word, contents));
                    )*
                    schema::any_of(choices)
                })
            }
        }
    };
    (@count) => { 0 };
    (@count { $($field:ident)+ }) => { 1 };
    (@count $item:ident) => { 1 };
    (@count $item:ident $($more:ident)+) => { 1 + choice!(@count $($more)+) };
}
pub(super) use choice;
