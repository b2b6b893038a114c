using System.Globalization;

namespace Ledger.Domain.Facts.Reading;

/// <summary>Decimals as facts write them: ASCII digits and at most one point, nothing else.</summary>
/// <remarks>No sign, exponent, separator or space, because each of them means something else somewhere.</remarks>
internal static class PlainDecimal
{
    /// <summary>The most digits that <see cref="decimal"/> holds exactly, whatever they are; one more could be rounded in silence.</summary>
    public const int MostDigits = 28;

    /// <summary>The most digits after the point of a decimal that is no money.</summary>
    public const int MostDecimals = 18;

    /// <summary>The pattern of such a text.</summary>
    public const string Pattern = "^[0-9]{1,28}(\\.[0-9]{1,18})?$";

    /// <summary>Says why a text is no decimal; null where it is one.</summary>
    public static string? Objection(string text, int mostDecimals, out decimal value)
    {
        value = 0;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text.AsSpan() : text.AsSpan(0, point);
        var decimals = point < 0 ? [] : text.AsSpan(point + 1);
        if (!IsDigits(whole) || (point >= 0 && !IsDigits(decimals)))
        {
            return $"{Words.Quoted(text)} is not a plain number: write digits with at most one point, such as 105000.00, and nothing else";
        }

        if (decimals.Length > mostDecimals)
        {
            return mostDecimals == 0 ? "write it without a point: it has no decimals" : $"write at most {mostDecimals} decimals";
        }

        if (whole.Length > MostDigits || whole.TrimStart('0').Length + decimals.TrimEnd('0').Length > MostDigits)
        {
            return $"{Words.Quoted(text)} has more than the {MostDigits} digits that are held exactly";
        }

        value = decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return null;
    }

    /// <summary>Writes a decimal without trailing zeros, so that 1.5 and 1.50 have the same bytes.</summary>
    public static string Write(decimal value) => Words.Digits(Shortest(value));

    /// <summary>Takes the trailing zeros off; dividing by one with the largest scale leaves the smallest.</summary>
    public static decimal Shortest(decimal value) => value / 1.0000000000000000000000000000m;

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
