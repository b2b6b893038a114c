using System.Text;
using Ledger.Domain.Rules;
using Ledger.Domain.Rules.Rows;
using Ledger.Host.CommandLine;

namespace Ledger.Host.Rules;

/// <summary>A rule pack in a file of the user's own.</summary>
/// <param name="Label">What people call it: the file's name without its ending.</param>
/// <param name="Rows">The file's text.</param>
/// <param name="Pack">The pack.</param>
internal sealed record RulePackFile(string Label, string Rows, RulePack Pack)
{
    private const int LongestLabel = 60;

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadUsageException">There is no such file, or it is too large.</exception>
    /// <exception cref="PackRefusedException">It is no rule pack.</exception>
    public static RulePackFile Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new BadUsageException($"There is no file '{path}'.");
        }

        if (file.Length > RulePack.LargestFile)
        {
            throw new BadUsageException($"'{path}' has {file.Length} bytes and {RulePack.LargestFile} are the most a rule pack may have.");
        }

        var label = Path.GetFileNameWithoutExtension(file.Name);
        if (label.Length is 0 or > LongestLabel || label.Contains('+', StringComparison.Ordinal))
        {
            throw new BadUsageException($"'{file.Name}' gives the pack its label: name the file with 1 to {LongestLabel} characters and no plus sign.");
        }

        // What is adopted is the text: a byte order mark says nothing and is left out, so that the version is the same either way.
        var rows = File.ReadAllText(path, Encoding.UTF8);
        return new RulePackFile(label, rows, RulePack.Read(label, Encoding.UTF8.GetBytes(rows)));
    }
}
