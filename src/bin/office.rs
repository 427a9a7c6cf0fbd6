//! The second program: what is heavy and rare, run in a worker when it is first asked for.
//!
//! A message is a list of texts: a number, an operation, its arguments. The answer is the number, `ok` or the name of an
//! error, and the results. Bytes travel as base64.

#[cfg(target_arch = "wasm32")]
mod worker {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use js_sys::Array;
    use shinchoku::seal::{self, SealError};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    /// Listens for messages, and says that it does.
    pub fn run() {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let answering = scope.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let message: Vec<String> = Array::from(&event.data()).iter().filter_map(|text| text.as_string()).collect();
            let Some((number, [operation, arguments @ ..])) = message.split_first() else { return };
            let answer = match perform(operation, arguments) {
                Ok(results) => [number.clone(), "ok".to_owned()].into_iter().chain(results).collect(),
                Err(error) => vec![number.clone(), name(&error).to_owned()],
            };
            post(&answering, answer);
        });
        scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        post(&scope, vec!["ready".to_owned()]);
    }

    fn post(scope: &DedicatedWorkerGlobalScope, texts: Vec<String>) {
        let message: Array = texts.into_iter().map(JsValue::from).collect();
        // A list of texts can always be cloned to the other side.
        let _ = scope.post_message(&message);
    }

    fn perform(operation: &str, arguments: &[String]) -> Result<Vec<String>, SealError> {
        match (operation, arguments) {
            ("new_key", []) => {
                let key = seal::new_key();
                Ok(vec![key.public, key.secret])
            }
            ("seal", [public, text, size]) => {
                let size = size.parse().map_err(|_| SealError::Failed)?;
                Ok(vec![STANDARD.encode(seal::seal(public, text, size)?)])
            }
            ("open", [secret, sealed]) => {
                let sealed = STANDARD.decode(sealed).map_err(|_| SealError::CannotOpen)?;
                Ok(vec![seal::open(secret, &sealed)?])
            }
            ("lock", [passphrase, secret]) => Ok(vec![STANDARD.encode(seal::lock(passphrase, secret.as_bytes())?)]),
            ("unlock", [passphrase, locked]) => {
                let locked = STANDARD.decode(locked).map_err(|_| SealError::CannotOpen)?;
                let secret = seal::unlock(passphrase, &locked)?;
                Ok(vec![String::from_utf8(secret).map_err(|_| SealError::NotOurs)?])
            }
            _ => Err(SealError::Failed),
        }
    }

    fn name(error: &SealError) -> &'static str {
        match error {
            SealError::NotAKey => "not_a_key",
            SealError::TooLong { .. } => "too_long",
            SealError::CannotOpen | SealError::NotOurs => "cannot_open",
            SealError::Failed => "failed",
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    worker::run();
}

/// On the host there is no worker to be.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
