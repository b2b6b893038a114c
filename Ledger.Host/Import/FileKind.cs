using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;

namespace Ledger.Host.Import;

/// <summary>What a file is, unpacked.</summary>
internal enum FileKind
{
    /// <summary>Facts as JSON Lines.</summary>
    FactLines,
    /// <summary>Facts as CSV.</summary>
    FactTable,
    /// <summary>Somebody's own table as separated values.</summary>
    TextSheet,
    /// <summary>Somebody's own table as .xlsx.</summary>
    Workbook,
    /// <summary>A bank statement, camt.053.</summary>
    BankStatement,
    /// <summary>A wage-protection file, SIF.</summary>
    WageProtection,
}

/// <summary>Tells what a file is: by how it begins, and where that says nothing by its name.</summary>
internal static class FileKinds
{
    /// <summary>So many bytes are looked at.</summary>
    public const int HeadBytes = 4096;

    private static readonly string[] OfFacts = [".jsonl", ".csv"];

    /// <summary>The endings of files that are looked for in folders and in ZIPs.</summary>
    public static IReadOnlyList<string> Endings(LoadedProfile? profile) => profile?.Profile.Reads switch
    {
        FileSort.Sheet => [.. OfFacts, ".xlsx", ".tsv"],
        FileSort.BankStatement => [.. OfFacts, ".xml"],
        FileSort.WageProtection => [.. OfFacts, ".sif"],
        _ => OfFacts,
    };

    /// <summary>What a file is that is no ZIP.</summary>
    /// <exception cref="BadUsageException">It needs a profile, or one of another sort.</exception>
    public static FileKind Of(string name, ReadOnlySpan<byte> head, LoadedProfile? profile)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new BadUsageException($"'{name}' is a workbook of the old kind (.xls), or one with a password: save it as .xlsx without one.");
        }

        return Fitting(name, Said(name, Start(head), profile), profile);
    }

    /// <summary>Holds what a file is against what the profile is for.</summary>
    /// <exception cref="BadUsageException">It needs a profile, or one of another sort.</exception>
    public static FileKind Fitting(string name, FileKind kind, LoadedProfile? profile)
    {
        FileSort? needed = kind switch
        {
            FileKind.TextSheet or FileKind.Workbook => FileSort.Sheet,
            FileKind.BankStatement => FileSort.BankStatement,
            FileKind.WageProtection => FileSort.WageProtection,
            _ => null,
        };
        if (needed is null || needed == profile?.Profile.Reads)
        {
            return kind;
        }

        var what = kind switch { FileKind.Workbook => "a workbook", FileKind.BankStatement => "XML, such as a bank statement", FileKind.WageProtection => "a wage-protection file", _ => "a sheet" };
        throw new BadUsageException(profile is null
            ? $"'{name}' is {what}: say with --profile what its rows mean; ./ledger import --suggest {name} drafts one."
            : $"'{name}' is {what}, and the profile is for another sort of file: import it with a profile of its own.");
    }

    /// <summary>What a file is, whatever profile there is; of a table of unknown columns a sheet.</summary>
    public static FileKind Said(string name, string start, LoadedProfile? profile)
    {
        var inner = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        var isCsv = inner.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        return start switch
        {
            ['<', ..] => FileKind.BankStatement,
            _ when start.StartsWith("EDR,", StringComparison.Ordinal) || start.StartsWith("SCR,", StringComparison.Ordinal) || start.StartsWith("EVP,", StringComparison.Ordinal) => FileKind.WageProtection,
            _ when inner.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) => FileKind.FactLines,
            _ when isCsv && (profile is null || NamesFacts(start)) => FileKind.FactTable,
            _ when isCsv || (profile?.Profile.Reads == FileSort.Sheet && start is not ['{', ..]) => FileKind.TextSheet,
            _ => FileKind.FactLines,
        };
    }

    /// <summary>How a text begins, whichever encoding of Unicode its byte order mark names; white space passed over.</summary>
    public static string Start(ReadOnlySpan<byte> head)
    {
        var encoding = head switch { [0xFF, 0xFE, ..] => Encoding.Unicode, [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode, _ => Encoding.UTF8 };
        return encoding.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
    }

    /// <summary>Whether a first row has the column that every table of facts has.</summary>
    private static bool NamesFacts(string start) =>
        start.Split('\n', '\r')[0].Split(',').Select(cell => cell.Trim().Trim('"')).Contains("fact", StringComparer.Ordinal);
}
