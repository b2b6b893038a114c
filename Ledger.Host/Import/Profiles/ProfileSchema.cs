using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Ledger.Host.Import.Profiles;

/// <summary>The form of profiles as JSON Schema, written from the types that read them.</summary>
internal static class ProfileSchema
{
    /// <summary>The schema, as the text of docs/profile.schema.json.</summary>
    public static string Json()
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Described };
        var schema = (JsonObject)LoadedProfile.Json.GetJsonSchemaAsNode(typeof(ImportProfile), options);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Import profile of the recruitment-fee ledger");
        return schema.ToJsonString(LoadedProfile.Json) + "\n";
    }

    /// <summary>Puts what a property is for, else what its type is, in front.</summary>
    private static JsonNode Described(JsonSchemaExporterContext context, JsonNode schema)
    {
        var description = Of(context.PropertyInfo?.AttributeProvider) ?? Of(context.TypeInfo.Type);
        if (description is not null && schema is JsonObject fields)
        {
            fields.Insert(0, "description", description);
        }

        return schema;

        static string? Of(System.Reflection.ICustomAttributeProvider? from) =>
            from?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false).OfType<DescriptionAttribute>().FirstOrDefault()?.Description;
    }
}
