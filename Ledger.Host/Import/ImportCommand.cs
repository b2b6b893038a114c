using System.Diagnostics;
using JasperFx.CommandLine;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Suggesting;
using Spectre.Console;

namespace Ledger.Host.Import;

/// <summary>What to import.</summary>
public sealed class ImportInput
{
    /// <summary>Files, or folders of files.</summary>
    [Description("Files of facts as JSON Lines (one fact a line, UTF-8) or CSV (the first row names the fields), and with --profile sheets, bank statements or wage-protection files; plain, .gz or .zip, or folders of them")]
    public IEnumerable<string> Files { get; set; } = [];

    /// <summary>What the rows of sheets, statements and wage-protection files mean.</summary>
    [Description("A profile that says what rows mean: for payroll and fee sheets (CSV, .xlsx), bank statements (camt.053) and wage-protection files (SIF)")]
    public string? ProfileFlag { get; set; }

    /// <summary>Whether to draft a profile.</summary>
    [Description("Draft a profile of one file's headers and cells, print it, and say what is uncertain; nothing is imported")]
    public bool SuggestFlag { get; set; }

    /// <summary>Whether to check without recording.</summary>
    [Description("Check everything and answer alike, but record nothing; rejected lines are written out all the same")]
    public bool DryRunFlag { get; set; }

    /// <summary>Who sends the files in.</summary>
    [Description("Who sends them in, as the record of the import keeps it: a pseudonym or an office")]
    public string? ByFlag { get; set; }

    /// <summary>Whether to answer in JSON.</summary>
    [Description("Print one JSON document with the counts and the rejected lines")]
    public bool JsonFlag { get; set; }
}

/// <summary>Reads files of facts into the ledger.</summary>
[Description("Record the facts of files; what cannot be accepted goes to FILE.rejects.jsonl, rows of sheets to FILE.rejects.csv, with the field and how to mend it", Name = "import")]
public sealed class ImportCommand(Terminal terminal) : LedgerCommand<ImportInput>(terminal)
{
    private const int RejectsShown = 20;

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ImportInput input, CancellationToken cancellation)
    {
        if (input.SuggestFlag)
        {
            return Suggest([.. input.Files]);
        }

        var profile = input.ProfileFlag is null ? null : LoadedProfile.Read(input.ProfileFlag);
        var files = FilesOf(input.Files, profile);
        await using var ledger = await OpenAsync(cancellation);
        var result = input.DryRunFlag
            ? await ImportFiles.TryAsync(ledger.Store, ledger.ConnectionString, files, profile, new Lines(Terminal), cancellation)
            : await ImportAsync(ledger, files, Terminal, cancellation, profile, input.ByFlag);
        if (input.JsonFlag)
        {
            Terminal.WriteJson(result);
        }
        else
        {
            Show(result);
        }

        if (input.DryRunFlag)
        {
            Terminal.Say("A dry run: nothing was recorded.");
        }

        return result.Rejected > 0 ? Exit.LinesRejected : Exit.Done;
    }

    /// <summary>Imports files and brings findings up to date, saying how far it has come.</summary>
    internal static async Task<ImportResult> ImportAsync(
        OpenLedger ledger, IReadOnlyList<string> files, Terminal terminal, CancellationToken cancellation, LoadedProfile? profile = null, string? by = null)
    {
        var result = await ImportFiles.RecordAsync(ledger.Store, files, profile, by, new Lines(terminal), cancellation);
        await CatchUp.RunAsync(ledger, terminal, cancellation);
        return result;
    }

    /// <summary>The files that arguments name, each once; a folder stands for its files of facts in alphabetical order.</summary>
    internal static IReadOnlyList<string> FilesOf(IEnumerable<string> arguments, LoadedProfile? profile = null)
    {
        string[] endings = [.. FileKinds.Endings(profile).SelectMany(ending => new[] { ending, ending + ".gz" }), ".zip"];
        var files = arguments.SelectMany<string, string>(path =>
                Directory.Exists(path) ? Directory.EnumerateFiles(path).Where(file => IsTaken(file, endings, profile)).Order(StringComparer.Ordinal)
                : File.Exists(path) ? [path]
                : throw new BadUsageException($"There is no file '{path}': check the path."))
            .Distinct(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new BadUsageException("Name at least one file of facts: ./ledger import FILE…");
    }

    private static bool IsTaken(string file, string[] endings, LoadedProfile? profile) =>
        !RejectsFile.IsOne(file) && endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)) && profile?.Mappings.Contains(Path.GetFullPath(file)) != true;

    private int Suggest(IReadOnlyList<string> files)
    {
        var draft = files is [var file] && File.Exists(file) ? ProfileDraft.Of(file) : throw new BadUsageException("Name one file to draft a profile of: ./ledger import --suggest FILE");
        foreach (var remark in draft.Remarks)
        {
            Terminal.Say(remark);
        }

        Terminal.WriteText(draft.Json);
        return Exit.Done;
    }

    private void Show(ImportResult result)
    {
        if (result.PassedOver > 0)
        {
            Terminal.Say($"{result.PassedOver:N0} rows passed over, as the profile says.");
        }

        Terminal.Results.WriteLine($"{result.Read:N0} lines read: {result.Accepted:N0} accepted, {result.AlreadyKnown:N0} already known, {result.Rejected:N0} rejected.");
        if (result.Rejects.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("File", "Line", "Field", "How to mend it");
        foreach (var reject in result.Rejects.Take(RejectsShown))
        {
            table.AddRow(Markup.Escape(Short(reject.File)), $"{reject.Line}", Markup.Escape(reject.Field), Markup.Escape(reject.Message));
        }

        Terminal.Results.Write(table);
        Terminal.Results.WriteLine($"The rejected lines, as they came: {string.Join(", ", result.KeptIn)}");
    }

    /// <summary>A file without its folder; a sheet or a member of a ZIP with the file it is in.</summary>
    private static string Short(string file) =>
        File.Exists(file) ? Path.GetFileName(file) : Path.Combine(Path.GetFileName(Path.GetDirectoryName(file) ?? ""), Path.GetFileName(file));

    /// <summary>Says at most once a second how far reading has come.</summary>
    private sealed class Lines(Terminal terminal) : IProgress<ImportProgress>
    {
        private readonly Stopwatch _since = Stopwatch.StartNew();
        private double _said;

        public void Report(ImportProgress value)
        {
            var elapsed = _since.Elapsed.TotalSeconds;
            if (elapsed < _said + 1)
            {
                return;
            }

            _said = elapsed;
            var left = value.BytesRead == 0 ? 0 : elapsed * (value.BytesInAll - value.BytesRead) / value.BytesRead;
            terminal.Say($"Read {value.Lines,9:N0} lines, {100 * value.BytesRead / Math.Max(1, value.BytesInAll),3} %, {value.Lines / elapsed,7:N0} a second, about {left:N0} s left");
        }
    }
}
