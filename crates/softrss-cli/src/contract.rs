//! What the JSON of every command promises: a schema of each object, and its table in `docs/json.md`, both made of the types that
//! are printed. `BLESS=1` writes them anew.

use std::{fs, path::Path};

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;

use crate::{cmd, failure, report};

/// [`softrss::LocalRecord`]
#[derive(JsonSchema)]
#[expect(dead_code, reason = "its schema is what it is for")]
pub(crate) struct Local {
    /// What the policy says: `auto`, `pass` or `queue`.
    asked: String,
    /// What is done: `pass` or `queue`.
    is: String,
    /// Why.
    why: String,
}

/// [`softrss::deployment::EntryChange`]
#[derive(JsonSchema)]
#[expect(dead_code, reason = "its schema is what it is for")]
pub(crate) struct Entries {
    /// Entries before.
    before: usize,
    /// Entries after.
    after: usize,
    /// Those that were not there before.
    added: usize,
    /// Those that have another CPU than before.
    moved: usize,
    /// Those that are not there any more.
    removed: usize,
}

/// [`softrss::deployment::Operation`]
#[derive(JsonSchema)]
#[expect(dead_code, reason = "its schema is what it is for")]
pub(crate) struct Operation {
    /// What it is, such as `load`, `pin` or `attach`.
    operation: String,
    /// What it is done to, by word: paths, names and numbers.
    #[serde(flatten)]
    operands: std::collections::BTreeMap<String, Value>,
}

/// An object that a command prints.
struct Object {
    /// What it is called in file names.
    word: &'static str,
    schema: fn() -> Value,
}

/// The schema of `T`, without references.
pub(crate) fn schema<T: JsonSchema>() -> Value {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let schema = settings
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>();
    serde_json::to_value(schema).unwrap()
}

const OBJECTS: [Object; 14] = [
    Object {
        word: "simulate",
        schema: schema::<report::simulation::Report>,
    },
    Object {
        word: "explain",
        schema: schema::<report::explanation::Explanation>,
    },
    Object {
        word: "check",
        schema: cmd::check::schema,
    },
    Object {
        word: "compile",
        schema: cmd::compile::schema,
    },
    Object {
        word: "attach",
        schema: schema::<report::change::Change<'static>>,
    },
    Object {
        word: "attach-confirm",
        schema: schema::<report::trial::Tried<'static>>,
    },
    Object {
        word: "confirm",
        schema: cmd::confirm::schema,
    },
    Object {
        word: "detach",
        schema: cmd::detach::schema,
    },
    Object {
        word: "balance",
        schema: cmd::balance::schema,
    },
    Object {
        word: "status",
        schema: schema::<report::status::Report>,
    },
    Object {
        word: "doctor",
        schema: schema::<report::doctor::Report>,
    },
    Object {
        word: "demo",
        schema: cmd::demo::schema,
    },
    Object {
        word: "bench",
        schema: cmd::bench::schema,
    },
    Object {
        word: "error",
        schema: failure::schema,
    },
];

/// A field, as it is found by its path.
struct Row {
    path: String,
    kind: String,
    meaning: String,
}

/// The word for what a value is.
fn kind(schema: &Value) -> String {
    let word = |word: &Value| match word.as_str() {
        Some("array") => format!("array of {}", kind(&schema["items"])),
        Some(word) => word.to_owned(),
        None => String::new(),
    };
    let mut words: Vec<String> = match &schema["type"] {
        Value::Array(words) => words.iter().map(word).collect(),
        Value::Null => Vec::new(),
        one => vec![word(one)],
    };
    for choice in ["anyOf", "oneOf"] {
        words.extend(schema[choice].as_array().into_iter().flatten().map(kind));
    }
    words.dedup();
    if words.is_empty() {
        words.push("any".to_owned());
    }
    words.join(" or ")
}

const SOMETIMES: &str = ", not always there";

/// The fields of `schema` below `path`, in the order of the object.
fn rows(schema: &Value, path: &str, into: &mut Vec<Row>) {
    for choice in ["anyOf", "oneOf"] {
        let variants: Vec<&Value> = schema[choice].as_array().into_iter().flatten().collect();
        // Others, such as `null`, have no fields, and are told by the type of the object.
        let objects = variants.iter().filter(|one| one["properties"].is_object());
        let objects: Vec<&Value> = objects.copied().collect();
        for one in &variants {
            let known = into.len();
            rows(one, path, into);
            for row in &mut into[known..] {
                let name = row.path.rsplit(['.', ']']).next().unwrap_or_default();
                let in_all = |other: &&Value| !other["properties"][name].is_null();
                if !objects.iter().all(in_all) {
                    row.kind.push_str(SOMETIMES);
                }
            }
        }
    }
    if schema["items"].is_object() {
        rows(&schema["items"], &format!("{path}[]"), into);
    }
    let fields = schema["properties"].as_object();
    for (name, field) in fields.into_iter().flatten() {
        let path = match path {
            "" => name.clone(),
            _ => format!("{path}.{name}"),
        };
        let meaning = field["description"].as_str().unwrap_or_default();
        let meaning = meaning.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_there = schema["required"]
            .as_array()
            .is_some_and(|required| required.contains(&Value::from(name.as_str())));
        // One of the words that tell variants apart.
        let word = field["const"].as_str().map(|word| format!("`{word}`"));
        let meaning = word.clone().unwrap_or(meaning);
        match into.iter_mut().find(|row| row.path == path) {
            Some(row) => {
                row.meaning
                    .extend(word.iter().flat_map(|word| [" or ", word]));
            }
            None => into.push(Row {
                path: path.clone(),
                kind: kind(field) + if is_there { "" } else { SOMETIMES },
                meaning,
            }),
        }
        rows(field, &path, into);
    }
}

/// The table of an object; a field without words is an error.
pub(crate) fn table(word: &str) -> Vec<Vec<String>> {
    let object = OBJECTS.iter().find(|object| object.word == word).unwrap();
    let mut fields = Vec::new();
    rows(&(object.schema)(), "", &mut fields);
    let titles = ["field", "type", "meaning"].map(str::to_owned).to_vec();
    let rows = fields.into_iter().map(
        |Row {
             path,
             kind,
             meaning,
         }| {
            assert!(!meaning.is_empty(), "{word}: `{path}` has no words");
            vec![format!("`{path}`"), kind, meaning]
        },
    );
    std::iter::once(titles).chain(rows).collect()
}

/// The words of all objects.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    OBJECTS.iter().map(|object| object.word)
}

#[test]
fn the_schemas_are_those_of_the_types() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for object in &OBJECTS {
        let file = directory.join(format!("{}.json", object.word));
        let schema = serde_json::to_string_pretty(&(object.schema)()).unwrap() + "\n";
        if std::env::var_os("BLESS").is_some() {
            fs::write(&file, schema).unwrap();
        } else {
            let written = fs::read_to_string(&file).unwrap_or_default();
            assert!(
                written == schema,
                "{}: BLESS=1 writes it anew",
                file.display()
            );
        }
    }
}
