using System.Globalization;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import.Profiles;

/// <summary>Reads numbers as a profile says they are written, digit by digit and never by way of a binary fraction.</summary>
internal sealed class NumberReading(NumberFormat format, DigitScript script)
{
    /// <summary>As many digits as a spreadsheet keeps apart; what it stores beyond them is the trace of a binary fraction.</summary>
    private const int DigitsOfSpreadsheets = 15;

    private const int MostDigits = 28;

    /// <summary>Reads a cell.</summary>
    /// <returns>The number, or else why it is none and how to mend it.</returns>
    public (decimal? Number, string? Objection) Read(SheetCell cell) => cell.Kind switch
    {
        CellKind.Number => OfStored(cell.Text) is { } stored ? (stored, null) : (null, $"'{cell.Text}' has more digits than are held exactly"),
        CellKind.Text => OfText(cell.Text),
        _ => (null, $"{cell.Quoted} is no number"),
    };

    /// <summary>The number that a spreadsheet shows for what it stores: of 0.30000000000000004 it shows 0.3.</summary>
    /// <returns>Null where it is none, or has more digits before the point than a spreadsheet keeps.</returns>
    public static decimal? OfStored(string stored)
    {
        if (!decimal.TryParse(stored, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var places = DigitsOfSpreadsheets;
        for (var left = decimal.Truncate(Math.Abs(number)); left >= 1; left = decimal.Truncate(left / 10))
        {
            places--;
        }

        for (var probe = Math.Abs(number); probe is > 0 and < 0.1m && places < MostDigits; probe *= 10)
        {
            places++;
        }

        return places < 0 ? null : Shortest(Math.Round(number, places, MidpointRounding.ToEven));
    }

    /// <summary>Writes a number as facts do.</summary>
    public static string Plain(decimal number) => Shortest(number).ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a number so that it reads under this format.</summary>
    public string Write(decimal number) => Plain(number).Replace(".", format.Decimal, StringComparison.Ordinal);

    /// <summary>Takes the trailing zeros off; dividing by one with the largest scale leaves the smallest.</summary>
    private static decimal Shortest(decimal number) => number / 1.0000000000000000000000000000m;

    private (decimal?, string?) OfText(string text)
    {
        if (DigitScripts.InLatin(text, script) is not { } latin)
        {
            return (null, $"'{text}' has digits of another script, or of two: say in the profile's 'digits' which");
        }

        var (isNegative, bare) = Sign(WithoutMarks(latin));
        var point = bare.IndexOf(format.Decimal, StringComparison.Ordinal);
        var whole = Ungrouped(point < 0 ? bare : bare[..point]);
        var decimals = point < 0 ? "0" : bare[(point + format.Decimal.Length)..];
        if (whole is null || !IsDigits(whole) || !IsDigits(decimals))
        {
            return (null, $"'{text}' is not a number with '{format.Decimal}' for the decimal mark and {(format.Grouping is null ? "no groups" : $"groups parted by '{format.Grouping}'")}: mend it, or the profile's 'numbers'");
        }

        return whole.TrimStart('0').Length + decimals.TrimEnd('0').Length <= MostDigits
            ? (decimal.Parse($"{(isNegative ? "-" : "")}{whole}.{decimals}", CultureInfo.InvariantCulture), null)
            : (null, $"'{text}' has more digits than the {MostDigits} that are held exactly");
    }

    /// <summary>Rounds a number where the profile says so.</summary>
    public decimal Rounded(decimal number) => format.Rounding is { } rounding
        ? Math.Round(number, rounding.To, rounding.Halves == Halves.ToEven ? MidpointRounding.ToEven : MidpointRounding.AwayFromZero)
        : number;

    private string WithoutMarks(string text)
    {
        var bare = text.Trim();
        foreach (var mark in format.Marks.OrderByDescending(mark => mark.Length))
        {
            if (bare.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                return bare[mark.Length..].Trim();
            }

            if (bare.EndsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                return bare[..^mark.Length].Trim();
            }
        }

        return bare;
    }

    /// <summary>A minus sign, or the parentheses of accountants.</summary>
    private static (bool IsNegative, string Bare) Sign(string text) => text switch
    {
        ['(', .. var inner, ')'] => (true, inner),
        ['-' or '\u2212', .. var rest] => (true, rest.TrimStart()),
        _ => (false, text),
    };

    /// <summary>Takes the marks between groups out; null where the groups are not of three, or of two before the last three.</summary>
    private string? Ungrouped(string whole)
    {
        if (format.Grouping is not { } mark)
        {
            return whole;
        }

        var groups = (mark == " " ? whole.Replace('\u00A0', ' ').Replace('\u202F', ' ') : whole).Split(mark);
        if (groups.Length == 1)
        {
            return whole;
        }

        var middle = groups.Length == 2 ? 3 : groups[1].Length;
        return groups[^1].Length == 3 && middle is 2 or 3 && groups[0].Length is >= 1 and <= 3 && groups[0].Length <= middle && groups[1..^1].All(group => group.Length == middle)
            ? string.Concat(groups)
            : null;
    }

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
