using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Import.Sheets;

/// <summary>Days as people write them.</summary>
public sealed class DayReadingTests
{
    [Theory]
    [InlineData("29/02/2024", "dd/MM/yyyy", nameof(YearCount.Gregorian), nameof(DigitScript.Latin), "2024-02-29")]
    [InlineData("2024-02-29", "dd/MM/yyyy", nameof(YearCount.Gregorian), nameof(DigitScript.Latin), "2024-02-29")]
    [InlineData("Mar 2024", "MMM yyyy", nameof(YearCount.Gregorian), nameof(DigitScript.Latin), "2024-03-01")]
    [InlineData("๒๙/๐๒/๒๕๖๗", "dd/MM/yyyy", nameof(YearCount.Buddhist), nameof(DigitScript.Thai), "2024-02-29")]
    [InlineData("29/02/2567", "dd/MM/yyyy", nameof(YearCount.Buddhist), nameof(DigitScript.Latin), "2024-02-29")]
    [InlineData("2567-02-29", "dd/MM/yyyy", nameof(YearCount.Buddhist), nameof(DigitScript.Latin), "2024-02-29")]
    [InlineData("2024-02-29", "dd/MM/yyyy", nameof(YearCount.Buddhist), nameof(DigitScript.Latin), "2024-02-29")]
    [InlineData("٠٥/٠٣/٢٠٢٤", "dd/MM/yyyy", nameof(YearCount.Gregorian), nameof(DigitScript.Arabic), "2024-03-05")]
    public void A_day_reads_as_the_profile_says(string text, string format, string calendar, string script, string expected) =>
        Assert.Equal(expected, DayReading.Iso(new DayReading([format], Enum.Parse<YearCount>(calendar), Enum.Parse<DigitScript>(script)).Read(new SheetCell(text)).Day!.Value));

    [Theory]
    [InlineData("29/02/2023", nameof(YearCount.Gregorian))]
    [InlineData("29/02/2566", nameof(YearCount.Buddhist))]
    [InlineData("29/02/2024", nameof(YearCount.Buddhist))]
    [InlineData("31/04/2024", nameof(YearCount.Gregorian))]
    [InlineData("02/13/2024", nameof(YearCount.Gregorian))]
    [InlineData("5 March", nameof(YearCount.Gregorian))]
    public void A_day_that_the_calendar_does_not_have_is_refused(string text, string calendar) =>
        Assert.Contains(text, new DayReading(["dd/MM/yyyy"], Enum.Parse<YearCount>(calendar), DigitScript.Latin).Read(new SheetCell(text)).Objection, StringComparison.Ordinal);

    [Fact]
    public void A_day_that_two_formats_read_as_two_days_is_refused()
    {
        var days = new DayReading(["dd/MM/yyyy", "MM/dd/yyyy"], YearCount.Gregorian, DigitScript.Latin);
        Assert.Contains("may be 2024-04-03 or 2024-03-04", days.Read(new SheetCell("03/04/2024")).Objection, StringComparison.Ordinal);
        Assert.Equal(new LocalDate(2024, 3, 31), days.Read(new SheetCell("31/03/2024")).Day);
    }

    [Theory]
    [InlineData(nameof(DayTaken.MonthStart), "2024-02-01")]
    [InlineData(nameof(DayTaken.MonthEnd), "2024-02-29")]
    [InlineData(nameof(DayTaken.PreviousMonthStart), "2024-01-01")]
    [InlineData(nameof(DayTaken.PreviousMonthEnd), "2024-01-31")]
    public void A_day_may_stand_for_its_month(string taken, string expected) => Assert.Equal(expected, DayReading.Iso(DayReading.Taken(new LocalDate(2024, 2, 10), Enum.Parse<DayTaken>(taken))));
}
