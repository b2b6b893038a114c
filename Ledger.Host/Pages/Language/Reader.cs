using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Indicators;
using Ledger.Host.Replay;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Ledger.Host.Pages.Language;

/// <summary>The name of the texts: Texts.resx in English, Texts.ne.resx in Nepali.</summary>
internal sealed class Texts;

/// <summary>Who reads a page: says the interface's texts in the reader's language, and writes figures as the reader's locale has them.</summary>
internal sealed class Reader(IStringLocalizer<Texts> texts)
{
    private readonly CultureInfo _locale = CultureInfo.CurrentCulture;

    /// <summary>The language of the page's texts, for the attribute lang.</summary>
    public string Language { get; } = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The locale of its figures.</summary>
    public string Locale => _locale.Name.Length > 0 ? _locale.Name : Language;

    /// <summary>Whether dates and digits are written in the words and digits of the page's language.</summary>
    private bool IsOwnLanguage => _locale.TwoLetterISOLanguageName == Language;

    /// <summary>A text of the interface.</summary>
    /// <exception cref="KeyNotFoundException">No language has the text.</exception>
    public string Say(string key) => texts[key] is { ResourceNotFound: false } text ? text.Value : throw new KeyNotFoundException($"There is no text '{key}'.");

    /// <summary>A text of the interface with figures or names, already written, in its places.</summary>
    /// <exception cref="KeyNotFoundException">No language has the text.</exception>
    public string Say(string key, params object[] written) => string.Format(CultureInfo.InvariantCulture, Say(key), written);

    /// <summary>The word for a value of an enumeration, by the name it has on the wire.</summary>
    public string Word<T>(T value)
        where T : struct, Enum => Say("word." + Told.Word(value));

    /// <summary>A name from the record inside a sentence: its writing direction stays its own (Unicode isolates).</summary>
    public static string Isolated(string name) => $"\u2068{name}\u2069";

    /// <summary>A date, with the month in words where the locale is of the page's language.</summary>
    public string Date(LocalDate date) => Digits(date.ToDateOnly().ToString(DatePattern("MMM"), Gregorian()));

    /// <summary>The month of a date, or its year alone, for an axis.</summary>
    public string Month(LocalDate date, bool isYear) => isYear
        ? Digits(date.Year.ToString(CultureInfo.InvariantCulture))
        : Digits(date.ToDateOnly().ToString(IsOwnLanguage ? "MMM yyyy" : "MM/yyyy", Gregorian()));

    /// <summary>An instant in UTC, to the second.</summary>
    public string Moment(Instant instant) => $"{Date(instant.InUtc().Date)}, {Digits(instant.InUtc().TimeOfDay.ToString("HH:mm:ss", CultureInfo.InvariantCulture))} UTC";

    /// <summary>A whole number.</summary>
    public string Count(long number) => Digits(number.ToString("N0", _locale));

    /// <summary>A number that is no money, to so many decimals at most.</summary>
    public string Number(decimal number, int decimals = 2) => Digits(number.ToString("#,0." + new string('#', decimals), _locale));

    /// <summary>A share as a percentage.</summary>
    public string Percent(decimal share) => Digits((share * 100).ToString("#,0.##", _locale)) + " %";

    /// <summary>An amount with its currency.</summary>
    public string Money(Money money) => $"{Amount(money.Amount, Decimals(money.Currency.Code, money.Amount))}\u00a0{money.Currency.Code}";

    /// <summary>Both ends of a range with its currency or unit, such as 10,000 to 105,000 NPR.</summary>
    public string Range(Measure measure)
    {
        var unit = measure.Currency ?? (measure.Unit is { } of ? Unit(of) : "");
        return $"{Ends(measure)}\u00a0{unit}".TrimEnd();
    }

    /// <summary>Both ends of a range without its currency or unit; an end without a bound is said to have none.</summary>
    public string Ends(Measure measure) => measure switch
    {
        { Value: { } value } => End(measure, value),
        _ when measure.Documented == measure.Claimed => End(measure, measure.Claimed),
        { Documented: null } => Say("range.up-to", End(measure, measure.Claimed)),
        { Claimed: null } => Say("range.from", End(measure, measure.Documented)),
        _ => Say("range", End(measure, measure.Documented), End(measure, measure.Claimed)),
    };

    /// <summary>One end of a range.</summary>
    public string End(Measure measure, decimal? end) =>
        end is not { } value ? Say("range.unbounded")
        : measure.Currency is { } currency ? Amount(value, Decimals(currency, measure.Documented ?? 0, measure.Claimed ?? 0, value))
        : measure.Unit is "a year" or "of net wage" ? Percent(value)
        : Number(value);

    /// <summary>A unit of the domain in the reader's words.</summary>
    public string Unit(string unit) => Say("unit." + unit.Replace(' ', '-'));

    /// <summary>A country by its ISO code, in English where the texts have no name for it (the platform knows only English and its own names); what is no country by the code itself.</summary>
    public string Country(string code)
    {
        try
        {
            return texts["country." + code] is { ResourceNotFound: false } name ? name.Value : code.Length == 2 ? new RegionInfo(code).EnglishName : code;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    private string Amount(decimal amount, int decimals) => Digits(amount.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), _locale));

    /// <summary>No decimals where all amounts written together are whole.</summary>
    private static int Decimals(string currency, params IEnumerable<decimal> amounts) =>
        amounts.All(amount => decimal.Truncate(amount) == amount) || !Currency.TryOf(currency, out var known) ? 0 : known.Decimals;

    /// <summary>Writes digits in the script of the locale: the platform knows them and does not put them in (ne: ०१२३).</summary>
    private string Digits(string written) => !IsOwnLanguage || _locale.NumberFormat.NativeDigits[0] == "0"
        ? written
        : string.Concat(written.Select(letter => char.IsAsciiDigit(letter) ? _locale.NumberFormat.NativeDigits[letter - '0'] : letter.ToString()));

    private string DatePattern(string month) => IsOwnLanguage
        ? Gregorian().DateTimeFormat.GetAllDateTimePatterns('D').FirstOrDefault(pattern => !pattern.Contains("dddd", StringComparison.Ordinal))?.Replace("MMMM", month, StringComparison.Ordinal)
            ?? $"d {month} yyyy"
        : _locale.DateTimeFormat.ShortDatePattern == CultureInfo.InvariantCulture.DateTimeFormat.ShortDatePattern ? "yyyy-MM-dd" : "d";

    /// <summary>The locale with the calendar of the record's dates.</summary>
    private CultureInfo Gregorian()
    {
        if (_locale.Calendar is GregorianCalendar)
        {
            return _locale;
        }

        var copy = (CultureInfo)_locale.Clone();
        var gregorian = copy.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault();
        copy.DateTimeFormat = gregorian is null ? CultureInfo.InvariantCulture.DateTimeFormat : copy.DateTimeFormat;
        if (gregorian is not null)
        {
            copy.DateTimeFormat.Calendar = gregorian;
        }

        return copy;
    }
}
