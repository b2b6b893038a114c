using System.Buffers;
using System.Text;
using System.Text.Json;
using Ledger.Domain.Facts.Reading;

namespace Ledger.Domain.Facts;

/// <summary>What a cell of a table of facts holds.</summary>
public enum FlatForm
{
    /// <summary>A name, a word of a list, or free text.</summary>
    Text,
    /// <summary>A day as yyyy-MM-dd.</summary>
    Day,
    /// <summary>A number in digits with at most one point: an amount, or another decimal or whole number.</summary>
    Number,
    /// <summary>A value of JSON: true or false, a list or a map.</summary>
    Json,
}

/// <summary>Reads facts that are rows of a table: each column a path on the wire such as amount.currency, each cell what the wire has there.</summary>
/// <remarks>
/// A row is put into the words of the wire and read as a line is, so it is refused by the same rules and sentences. An empty cell is
/// an absent field. A number, true or false stands as on the wire; a list or map is one cell of JSON. Nothing else is interpreted.
/// </remarks>
public sealed class FlatFact
{
    private readonly Node _root;

    private FlatFact(Node root) => _root = root;

    /// <summary>The columns that there can be.</summary>
    public static IReadOnlyCollection<string> Columns => FlatShapes.Columns;

    /// <summary>What a cell of a column is to hold; null where there is no such column.</summary>
    public static FlatForm? FormOf(string column) => FlatShapes.Forms.TryGetValue(column, out var form) ? form : null;

    /// <summary>Makes a reader of rows with these columns, in this order.</summary>
    /// <returns>The reader, or else what is wrong with the columns and how to mend it.</returns>
    public static (FlatFact? Reader, string? Objection) Of(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var root = new Node("");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < columns.Count; index++)
        {
            var name = columns[index];
            if (!Columns.Contains(name))
            {
                return (null, $"there is no column {Words.Quoted(name)}: {(name.Contains(';', StringComparison.Ordinal) ? "separate the columns by commas" : Words.Suggestion(name, Columns))}");
            }

            if (!seen.Add(name))
            {
                return (null, $"the column '{name}' is there twice: keep one");
            }

            root.Add(name.Split('.'), index, FlatShapes.Plain.Contains(name));
        }

        return seen.Contains("fact") ? (new FlatFact(root), null) : (null, "there is no column 'fact': the first row names the columns, and one of them the type of the fact");
    }

    /// <summary>Reads a row.</summary>
    /// <param name="cells">Its cells, in the order of the columns.</param>
    public FactReading Read(IReadOnlyList<string> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = FactWire.Options.Encoder }))
        {
            writer.WriteStartObject();
            Write(writer, _root, cells);
            writer.WriteEndObject();
        }

        return FactWire.Read(line.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, Node within, IReadOnlyList<string> cells)
    {
        foreach (var node in within.Fields)
        {
            if (!node.IsFilled(cells))
            {
                continue;
            }

            writer.WritePropertyName(node.Name);
            if (node.Fields.Count > 0)
            {
                writer.WriteStartObject();
                Write(writer, node, cells);
                writer.WriteEndObject();
            }
            else if (node.IsPlain && IsJson(cells[node.Column]))
            {
                writer.WriteRawValue(cells[node.Column]);
            }
            else
            {
                writer.WriteStringValue(cells[node.Column]);
            }
        }
    }

    /// <summary>Whether a cell is one value of JSON; one that is not is written as text, and refused by the field's own rule.</summary>
    private static bool IsJson(string cell)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(cell), new JsonReaderOptions { MaxDepth = FactWire.DeepestNesting });
            return reader.Read() && reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null) && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed class Node(string name)
    {
        public string Name => name;

        public List<Node> Fields { get; } = [];

        public int Column { get; private set; } = -1;

        public bool IsPlain { get; private set; }

        public void Add(ReadOnlySpan<string> path, int column, bool isPlain)
        {
            var head = path[0];
            var field = Fields.Find(each => each.Name == head);
            if (field is null)
            {
                Fields.Add(field = new Node(head));
            }

            if (path.Length > 1)
            {
                field.Add(path[1..], column, isPlain);
            }
            else
            {
                (field.Column, field.IsPlain) = (column, isPlain);
            }
        }

        public bool IsFilled(IReadOnlyList<string> cells) =>
            Fields.Count > 0 ? Fields.Exists(field => field.IsFilled(cells)) : cells[Column].Length > 0;
    }
}
