using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import.Profiles;

/// <summary>A way from a cell to a worker's id, with the key or the mapping that it needs.</summary>
/// <param name="Column">The column, by its header.</param>
/// <param name="Match">What is taken of the cell; null for all of it.</param>
/// <param name="Prefix">Put in front of the id.</param>
/// <param name="Key">The key of pseudonyms; null where there is none.</param>
/// <param name="Mapping">Worker ids by what <see cref="WorkerNaming"/> makes of the cell; null where there is none.</param>
/// <param name="IsHashed">Whether the mapping is by fingerprints rather than by the numbers themselves.</param>
internal sealed record WorkerWay(string Column, Regex? Match, string Prefix, byte[]? Key, IReadOnlyDictionary<string, string>? Mapping, bool IsHashed)
{
    /// <summary>Whether the cell is personal data that may stand in no fact and no message.</summary>
    public bool IsSecret => Key is not null || Mapping is not null;
}

/// <summary>Tells the worker of a row.</summary>
internal sealed class WorkerNaming(IReadOnlyList<WorkerWay> ways)
{
    /// <summary>As many hexadecimal digits of a pseudonym (80 bits) that two of a million workers share one by a chance of one in a million millions.</summary>
    private const int PseudonymDigits = 20;

    public IReadOnlyList<WorkerWay> Ways => ways;

    /// <summary>The worker by the first way that leads to one, what must stay out of facts, and whether any cell told something.</summary>
    public (string? Worker, IReadOnlyList<string> Secrets, bool IsTold) Of(Func<string, SheetCell> cellOf)
    {
        var isTold = false;
        List<string> secrets = [];
        foreach (var way in ways)
        {
            var text = TextOf(way, cellOf(way.Column));
            if (text.Length == 0)
            {
                continue;
            }

            isTold = true;
            if (way.IsSecret)
            {
                secrets.Add(text);
            }

            if (NameOf(way, text) is { } worker)
            {
                return (worker, secrets, true);
            }
        }

        return (null, secrets, isTold);
    }

    /// <summary>A number as mapping files have it: capital letters, no spaces or hyphens.</summary>
    public static string Normal(string number) => string.Concat(number.Where(letter => !char.IsWhiteSpace(letter) && letter != '-')).ToUpperInvariant();

    /// <summary>The fingerprint of a number, under a key where there is one.</summary>
    public static string Fingerprint(string number, byte[]? key)
    {
        var bytes = Encoding.UTF8.GetBytes(Normal(number));
        return Convert.ToHexStringLower(key is null ? SHA256.HashData(bytes) : HMACSHA256.HashData(key, bytes));
    }

    private static string TextOf(WorkerWay way, SheetCell cell) =>
        way.Match is null ? cell.Text.Trim() : way.Match.Match(cell.Text) is { Success: true } match ? match.Groups["value"].Value.Trim() : "";

    private static string? NameOf(WorkerWay way, string text)
    {
        if (way.Mapping is not null)
        {
            return way.Mapping.TryGetValue(way.IsHashed ? Fingerprint(text, way.Key) : Normal(text), out var worker) ? way.Prefix + worker : null;
        }

        return way.Prefix + (way.Key is null ? text : Fingerprint(text, way.Key)[..PseudonymDigits]);
    }
}
