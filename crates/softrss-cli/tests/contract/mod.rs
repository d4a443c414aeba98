//! What commands print is what `docs/schema` promises.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its stage has failed"
)]

use serde_json::Value;

/// Where the tests run there may be no sources.
macro_rules! schemas { ($($word:literal)*) => {
    const SCHEMAS: &[(&str, &str)] =
        &[$(($word, include_str!(concat!("../../../../docs/schema/", $word, ".json")))),*];
} }
schemas! {
    "attach" "attach-confirm" "balance" "bench" "check" "compile" "confirm" "demo"
    "detach" "doctor" "error" "explain" "simulate" "status"
}

/// Holds an object that was printed to the schema `word`: it has every field that is promised, and none that is not.
#[track_caller]
pub(crate) fn holds(word: &str, printed: &Value) {
    let schema = SCHEMAS.iter().find(|(name, _)| *name == word);
    let (_, schema) = schema.unwrap_or_else(|| panic!("no schema {word}"));
    let schema: Value = serde_json::from_str(schema).unwrap();
    if let Err(broken) = check(&schema, printed, word) {
        panic!("{broken}\n{printed}");
    }
}

fn check(schema: &Value, value: &Value, path: &str) -> Result<(), String> {
    for choice in ["anyOf", "oneOf"] {
        if let Some(choices) = schema[choice].as_array() {
            let mut broken = String::new();
            let fits = choices.iter().any(|one| {
                let result = check(one, value, path);
                result.map_err(|error| broken = error).is_ok()
            });
            if !fits {
                return Err(broken);
            }
        }
    }
    if !schema["const"].is_null() && schema["const"] != *value {
        return Err(format!("{path} is {value}, not {}", schema["const"]));
    }
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let one_of = match &schema["type"] {
        Value::Null => None,
        Value::Array(words) => Some(words.clone()),
        word => Some(vec![word.clone()]),
    };
    // An integer is a number.
    let fits = |word: &Value| word == is || (word == "number" && is == "integer");
    if let Some(words) = one_of
        && !words.iter().any(fits)
    {
        return Err(format!("{path} is {is}, and {words:?} is promised"));
    }
    if let Value::Array(items) = value {
        for (index, item) in items.iter().enumerate() {
            check(&schema["items"], item, &format!("{path}[{index}]"))?;
        }
    }
    if let Value::Object(fields) = value
        && (schema["properties"].is_object() || schema["additionalProperties"].is_object())
    {
        for (name, field) in fields {
            let promised = match &schema["properties"][name] {
                Value::Null => &schema["additionalProperties"],
                promised => promised,
            };
            if promised.is_null() {
                return Err(format!("{path}.{name} is promised nowhere"));
            }
            check(promised, field, &format!("{path}.{name}"))?;
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            if fields.get(name.as_str().unwrap()).is_none() {
                return Err(format!("{path} has no {name}"));
            }
        }
    }
    Ok(())
}

/// A check that lets everything pass would be none.
pub(crate) fn broken_promises_are_seen() {
    let schema = serde_json::json!({
        "type": "object",
        "properties": {"a": {"type": ["integer", "null"]}, "b": {"items": {"type": "string"}}},
        "required": ["a"],
    });
    for (value, is_kept) in [
        (serde_json::json!({"a": 1, "b": ["x"]}), true),
        (serde_json::json!({"a": null}), true),
        (serde_json::json!({"a": 1.5}), false),
        (serde_json::json!({"b": []}), false),
        (serde_json::json!({"a": 1, "b": [2]}), false),
        (serde_json::json!({"a": 1, "c": 2}), false),
    ] {
        let kept = check(&schema, &value, "it");
        assert_eq!(kept.is_ok(), is_kept, "{value}: {kept:?}");
    }
}
