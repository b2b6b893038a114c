using System.Globalization;
using System.Text;

namespace Ledger.Domain.Facts.Reading;

/// <summary>Words for refusals: what was sent, quoted safely, and what was perhaps meant.</summary>
internal static class Words
{
    private const int LongestQuote = 40;
    private const int LongestGuess = 64;

    /// <summary>Quotes what was sent, shortened and without control characters, so that a reject stays one readable line.</summary>
    public static string Quoted(string sent) => $"'{Shown(sent)}'";

    /// <summary>A field's name as a refusal's path has it; a name of no letters is shown as the empty quotation that it is.</summary>
    public static string Named(string sent) => string.IsNullOrWhiteSpace(sent) ? "''" : Shown(sent);

    private static string Shown(string sent)
    {
        var shown = new StringBuilder();
        foreach (var rune in sent.EnumerateRunes().Take(LongestQuote))
        {
            shown.Append(Rune.IsControl(rune) ? "?" : rune.ToString());
        }

        return shown.Append(sent.EnumerateRunes().Skip(LongestQuote).Any() ? "…" : "").ToString();
    }

    /// <summary>Says which of the known names was perhaps meant, or which there are.</summary>
    public static string Suggestion(string sent, IEnumerable<string> known)
    {
        var names = known.ToArray();
        var nearest = sent.Length is 0 or > LongestGuess ? null : names.MinBy(name => Distance(sent, name));
        var near = nearest is not null && Distance(sent, nearest) <= Math.Max(1, nearest.Length / 3);
        return near ? $"did you mean '{nearest}'?" : $"use one of: {string.Join(", ", names)}";
    }

    /// <summary>Puts the article in front of a record's name; money and evidence go without.</summary>
    public static string A(string name) => (name is "money" or "evidence" ? "" : "aeiou".Contains(name[0], StringComparison.Ordinal) ? "an " : "a ") + name;

    /// <summary>Digits as facts write them, whatever the machine's language.</summary>
    public static string Digits(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of single-letter changes from one word to the other (Levenshtein), capital letters counted as small ones.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var changed = diagonal + (char.ToUpperInvariant(from[i]) == char.ToUpperInvariant(to[j]) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(changed, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
