using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Domain.Facts;
using NodaTime.Text;

namespace Ledger.Host.Import.Profiles;

/// <summary>Holds a profile against the language of facts before any file is opened.</summary>
internal static class ProfileCheck
{
    private const int MostMembers = 512;
    private const int LongestPattern = 1_000;
    private const int LongestPrefix = 60;

    /// <summary>The fields that the profile as a whole gives.</summary>
    private static readonly string[] Given = ["fact", "id", "worker"];

    /// <summary>A pattern of a profile; it is matched in time that grows with the text alone, whatever it is.</summary>
    /// <exception cref="ArgumentException">It is none, or uses what cannot be matched so.</exception>
    public static Regex Pattern(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Says what is wrong and how to mend it; null where nothing is.</summary>
    public static string? Objection(ImportProfile profile)
    {
        var known = LoadedProfile.ColumnsOf(profile.Reads).ToDictionary(column => column.Name, column => column.Use, StringComparer.Ordinal);
        return OfFormats(profile) ?? OfIds(profile) ?? OfFacts(profile) ?? First(Named(profile), OfText) ?? First(Conditions(profile), OfCondition)
            ?? First(profile.Workers, OfWorkers) ?? First(Sources(profile), source => OfSource(source.Path, source.Source))
            ?? (known.Count == 0 ? null : First(Uses(profile), use => OfUse(use.Column, use.As, known)));
    }

    private static string? OfFormats(ImportProfile profile)
    {
        var numbers = profile.Numbers;
        if (numbers.Decimal.Length != 1 || numbers.Grouping is { Length: not 1 } || numbers.Grouping == numbers.Decimal || char.IsLetterOrDigit(numbers.Decimal[0]))
        {
            return "numbers.decimal and numbers.grouping are one character each, and not the same";
        }

        if (numbers.Rounding is { To: < 0 or > 4 })
        {
            return "numbers.rounding.to is a whole number from 0 to 4";
        }

        try
        {
            _ = new DayReading(profile.Dates, profile.Calendar, profile.Digits);
        }
        catch (InvalidPatternException exception)
        {
            return $"dates: {exception.Message.TrimEnd('.')}; write days as dd/MM/yyyy, months as MMM yyyy";
        }

        return profile.Dates.FirstOrDefault(format => !format.Contains('y', StringComparison.Ordinal) && !format.Contains('u', StringComparison.Ordinal)) is { } yearless
            ? $"dates: '{yearless}' has no year"
            : null;
    }

    private static string? OfIds(ImportProfile profile) => profile switch
    {
        { Id.Prefix.Length: 0 or > LongestPrefix } => $"fill in id.prefix with 1 to {LongestPrefix} characters that set these ids apart from those of other files",
        { Reads: FileSort.Sheet, Id.Columns.Count: 0 } => "fill in id.columns: the columns that together tell rows apart",
        { Facts.Count: 0, Reads: not FileSort.WageProtection } => "facts: say which facts a row becomes",
        { Reads: FileSort.WageProtection, Workers.Count: 0 } => "workers: say by a keyFile or a mapping how an employee becomes a pseudonym",
        { Reads: FileSort.WageProtection } when profile.Workers.Any(way => way is { KeyFile: null, Mapping: null }) =>
            "workers: an employee's number is personal data, so give a keyFile or a mapping by which it becomes a pseudonym",
        _ when profile.Facts.Select(fact => fact.Name).Distinct(StringComparer.Ordinal).Count() < profile.Facts.Count => "facts: each has a name of its own",
        _ when new[] { profile.Facts.Count, profile.PassOver.Count, profile.Ignored.Count, profile.Workers.Count, profile.Every.Count, profile.Dates.Count }.Max() > MostMembers =>
            $"no list has more than {MostMembers} members",
        _ => null,
    };

    private static string? OfFacts(ImportProfile profile)
    {
        foreach (var template in profile.Facts)
        {
            if (template.Fields.Keys.Concat(profile.Every.Keys).FirstOrDefault(Given.Contains) is { } given)
            {
                return $"facts '{template.Name}': '{given}' is no field to give here: {(given == "worker" ? "'workers' says who it is" : given == "id" ? "'id' says how it is made" : "'fact' stands beside 'fields'")}";
            }

            if (FactCatalogue.Named(template.Fact) is null)
            {
                return $"facts '{template.Name}': there is no type '{template.Fact}': docs/facts.md lists them";
            }

            if (FlatFact.Of([.. Given, .. ColumnsOf(profile, template)]).Objection is { } objection)
            {
                return $"facts '{template.Name}': {objection}";
            }
        }

        return null;
    }

    /// <summary>The fields of a fact by their paths: its own, and those of every fact that it does not give anew.</summary>
    public static IReadOnlyList<string> ColumnsOf(ImportProfile profile, FactTemplate template) =>
        [.. template.Fields.Keys.Concat(profile.Every.Keys.Where(path => !template.Fields.ContainsKey(path)))];

    private static IEnumerable<(string Path, string Text)> Named(ImportProfile profile) =>
        profile.Facts.Select(fact => ("facts.name", fact.Name))
            .Concat(Sources(profile).SelectMany(source => new[] { (source.Path + ".value", source.Source.Value), (source.Path + ".column", source.Source.Column) })
                .Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2!)))
            .Concat(Sources(profile).SelectMany(source => (source.Source.Words ?? new Dictionary<string, string>()).Select(word => ($"{source.Path}.words '{word.Key}'", word.Value))))
            .Concat(profile.Workers.Select(way => ("workers.column", way.Column)))
            .Concat(profile.Id.Columns.Select(column => ("id.columns", column)))
            .Concat(Conditions(profile).Select(condition => ("column of a condition", condition.Column)));

    private static string? OfText((string Path, string Text) named) => string.IsNullOrWhiteSpace(named.Text) ? $"fill in {named.Path}" : null;

    private static IEnumerable<(string Path, FieldSource Source)> Sources(ImportProfile profile) =>
        profile.Every.Select(field => ("every." + field.Key, field.Value))
            .Concat(profile.Facts.SelectMany(fact => fact.Fields.Select(field => ($"facts '{fact.Name}' {field.Key}", field.Value))));

    private static IEnumerable<RowCondition> Conditions(ImportProfile profile) => profile.PassOver.Concat(profile.Facts.SelectMany(fact => fact.When));

    private static string? OfCondition(RowCondition condition) =>
        new object?[] { condition.Has, condition.Is, condition.Matches }.Count(given => given is not null) != 1
            ? $"the condition on '{condition.Column}' needs one of has, is and matches"
            : condition.Matches is null ? null : OfPattern(condition.Matches, needsValue: false);

    private static string? OfWorkers(WorkerSource way) => way.Match is null ? null : OfPattern(way.Match, needsValue: true);

    private static string? OfSource(string path, FieldSource source)
    {
        var form = FlatFact.FormOf(path[(path.LastIndexOf(' ') + 1)..].Replace("every.", "", StringComparison.Ordinal));
        var given = new[] { source.Column is not null, source.Value is not null, source.Worker, source.Sum is not null }.Count(each => each);
        return given != 1 ? $"{path}: give one of column, value, worker and sum"
            : source.Times is { } times && !decimal.TryParse(times, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? $"{path}: times is a plain number such as 1000 or 0.01"
            : (source.Times is not null || source.Sum is not null) && form != FlatForm.Number ? $"{path}: it holds no number, so there is nothing to multiply or add"
            : source.Take != DayTaken.Day && form != FlatForm.Day ? $"{path}: it holds no day, so there is nothing to take of it"
            : source.Match is { } match ? OfPattern(match, needsValue: true) : null;
    }

    private static string? OfPattern(string pattern, bool needsValue)
    {
        try
        {
            return pattern.Length > LongestPattern ? $"a pattern has {LongestPattern} characters at most"
                : needsValue && !Pattern(pattern).GetGroupNames().Contains("value") ? $"the pattern '{pattern}' needs a group 'value', such as (?<value>[A-Z0-9-]+)"
                : Pattern(pattern) is null ? "" : null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return $"the pattern '{pattern}' cannot be used: {exception.Message.TrimEnd('.')}";
        }
    }

    private static IEnumerable<(string Column, ColumnUse As)> Uses(ImportProfile profile) =>
        Sources(profile).SelectMany(source => (source.Source.Sum ?? []).Append(source.Source.Column).OfType<string>().Select(column => (column, source.Source.Match is null ? ColumnUse.Any : ColumnUse.ByMatch)))
            .Concat(profile.Workers.Select(way => (way.Column, way is not { KeyFile: null, Mapping: null } ? ColumnUse.WorkersOnly : way.Match is null ? ColumnUse.Any : ColumnUse.ByMatch)))
            .Concat(profile.Id.Columns.Where(column => profile.Workers.All(way => way.Column != column)).Select(column => (column, ColumnUse.ByMatch)))
            .Concat(Conditions(profile).Select(condition => (condition.Column, ColumnUse.WorkersOnly)));

    private static string? OfUse(string column, ColumnUse use, Dictionary<string, ColumnUse> known) =>
        !known.TryGetValue(column, out var allowed) ? $"there is no column '{column}' in such a file: use one of {string.Join(", ", known.Keys)}"
        : use >= allowed ? null
        : allowed == ColumnUse.ByMatch ? $"'{column}' is free text, which may hold anything: take a part of it by 'match'"
        : $"'{column}' is personal data and may enter no fact: use it in 'workers' with a keyFile or a mapping only";

    private static string? First<T>(IEnumerable<T> items, Func<T, string?> objectionTo) => items.Select(objectionTo).FirstOrDefault(objection => objection is not null);
}
