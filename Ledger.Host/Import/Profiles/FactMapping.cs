using Ledger.Domain.Facts;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import.Profiles;

/// <summary>Makes one kind of fact of rows.</summary>
internal sealed class FactMapping
{
    private readonly TableColumns _columns;
    private readonly CellReading _cells;
    private readonly string _fact;
    private readonly IReadOnlyList<(string Path, FieldMapping Field)> _fields;
    private readonly FlatFact _reader;
    private readonly FlatFact _readerWithoutWorker;

    public FactMapping(ImportProfile profile, FactTemplate template, TableColumns columns, CellReading cells, ConditionReading when)
    {
        (_columns, _cells, _fact, Name, When) = (columns, cells, template.Fact, template.Name, when);
        var paths = ProfileCheck.ColumnsOf(profile, template);
        _fields = [.. paths.Select(path => (path, new FieldMapping(path, template.Fields.GetValueOrDefault(path) ?? profile.Every[path])))];
        _readerWithoutWorker = FlatFact.Of(["fact", "id", .. paths]).Reader!;
        _reader = FlatFact.Of(["fact", "id", .. paths, "worker"]).Reader!;
    }

    public string Name { get; }

    /// <summary>What must hold for a row to become this fact.</summary>
    public ConditionReading When { get; }

    /// <summary>Reads a row.</summary>
    /// <returns>The fact, or refusals that name the field and its column; and the cells that a formula reckoned.</returns>
    public (Fact? Fact, IReadOnlyList<Refusal> Refusals, string? Formulas) Read(SheetRow row, string? worker, string id, IReadOnlyList<string> secrets)
    {
        List<string> cells = [_fact, id];
        List<Refusal> refusals = [];
        foreach (var (path, field) in _fields)
        {
            var (text, objection) = field.Read(_cells, name => _columns.CellOf(row, name), worker);
            objection ??= text is not null && RowMapping.HoldsSecret(text, secrets) ? "it would put into the fact what must stay out of it: the number by which the worker is told, or an account" : null;
            if (objection is not null)
            {
                refusals.Add(new Refusal(path, Placed(field, objection)));
            }

            cells.Add(text ?? "");
        }

        if (refusals.Count > 0)
        {
            return (null, refusals, null);
        }

        var reading = worker is null ? _readerWithoutWorker.Read(cells) : _reader.Read([.. cells, worker]);
        return reading.TryGet(out var fact)
            ? (fact, [], Formulas(row))
            : (null, [.. reading.Refusals.Select(refusal => refusal with { Message = Placed(FieldAt(refusal.Field), refusal.Message) })], null);
    }

    /// <summary>The field of a refusal; a refusal of a whole, such as amount, is of its first part.</summary>
    private FieldMapping? FieldAt(string path) =>
        _fields.Where(field => field.Path == path || field.Path.StartsWith(path + ".", StringComparison.Ordinal)).Select(field => field.Field).FirstOrDefault();

    private string Placed(FieldMapping? field, string message) =>
        field is not null && field.Columns.Any() ? $"{string.Join(", ", field.Columns.Select(_columns.Named))} for '{Name}': {message}" : $"for '{Name}': {message}";

    private string? Formulas(SheetRow row)
    {
        var cells = string.Join(' ', _fields.SelectMany(field => field.Field.Columns).Select(column => _columns.CellOf(row, column).Formula).OfType<string>().Distinct());
        return cells.Length == 0 ? null : cells;
    }
}
