using System.Globalization;

namespace Ledger.Host.Import.Profiles;

/// <summary>Scripts of decimal digits beside 0 to 9.</summary>
internal enum DigitScript
{
    Latin,
    Arabic,
    Persian,
    Devanagari,
    Bengali,
    Thai,
    Lao,
    Burmese,
    Khmer,
}

/// <summary>Turns digits of another script into 0 to 9.</summary>
internal static class DigitScripts
{
    /// <summary>Gives a text with 0 to 9 for the digits of a script; null where it has digits of a third one, or mixes two.</summary>
    public static string? InLatin(string text, DigitScript script)
    {
        if (!text.Any(IsOtherDigit))
        {
            return text;
        }

        var zero = ZeroOf(script);
        return zero is not '0' && !text.Any(char.IsAsciiDigit) && text.All(letter => !IsOtherDigit(letter) || (letter >= zero && letter <= zero + 9))
            ? string.Concat(text.Select(letter => IsOtherDigit(letter) ? (char)('0' + (letter - zero)) : letter))
            : null;
    }

    /// <summary>The script of the first digit of a text that is not 0 to 9; null where there is none that can be named.</summary>
    public static DigitScript? Of(string text) => text.Where(IsOtherDigit).Select(digit =>
        Enum.GetValues<DigitScript>().Cast<DigitScript?>().FirstOrDefault(script => digit >= ZeroOf(script!.Value) && digit <= ZeroOf(script.Value) + 9)).FirstOrDefault();

    private static bool IsOtherDigit(char letter) => !char.IsAscii(letter) && char.GetUnicodeCategory(letter) == UnicodeCategory.DecimalDigitNumber;

    private static char ZeroOf(DigitScript script) => script switch
    {
        DigitScript.Arabic => '\u0660',
        DigitScript.Persian => '\u06F0',
        DigitScript.Devanagari => '\u0966',
        DigitScript.Bengali => '\u09E6',
        DigitScript.Thai => '\u0E50',
        DigitScript.Lao => '\u0ED0',
        DigitScript.Burmese => '\u1040',
        DigitScript.Khmer => '\u17E0',
        _ => '0',
    };
}
