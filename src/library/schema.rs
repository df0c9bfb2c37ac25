//! The schema of a lesson, for editors: completion, descriptions and errors
//! while an author types.

use serde_json::Value;

use super::Lesson;

/// The JSON Schema (2020-12) of a lesson's file.
pub fn json_schema() -> Value {
    let mut schema = schemars::schema_for!(Lesson);
    schema.insert("title".into(), "A lesson for lessonpack".into());
    schema.to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_speaks_to_authors_and_misspelt_ones_are_refused() {
        let schema = json_schema();
        assert_eq!(schema["title"], "A lesson for lessonpack");
        assert!(schema.get("$id").is_none());
        let definitions = schema["$defs"].as_object().unwrap().values();
        for object in definitions.chain([&schema]) {
            let Some(fields) = object.get("properties").and_then(Value::as_object) else {
                continue;
            };
            assert_eq!(object["additionalProperties"], false, "{object}");
            for (name, field) in fields {
                assert!(field.get("description").is_some(), "{name} has no description");
            }
        }
    }
}
