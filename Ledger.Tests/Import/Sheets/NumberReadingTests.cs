using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;
using Xunit;

namespace Ledger.Tests.Import.Sheets;

/// <summary>Numbers as people write them, and as spreadsheets store them.</summary>
public sealed class NumberReadingTests
{
    [Theory]
    [InlineData("1250.50", ".", null, nameof(DigitScript.Latin), "1250.5")]
    [InlineData("1,250.50", ".", ",", nameof(DigitScript.Latin), "1250.5")]
    [InlineData("1250.50", ".", ",", nameof(DigitScript.Latin), "1250.5")]
    [InlineData("12,34,567.00", ".", ",", nameof(DigitScript.Latin), "1234567")]
    [InlineData("1.250,50", ",", ".", nameof(DigitScript.Latin), "1250.5")]
    [InlineData("1\u00A0250,50", ",", " ", nameof(DigitScript.Latin), "1250.5")]
    [InlineData("(150.00)", ".", null, nameof(DigitScript.Latin), "-150")]
    [InlineData("-150", ".", null, nameof(DigitScript.Latin), "-150")]
    [InlineData("RM 1,250.50", ".", ",", nameof(DigitScript.Latin), "1250.5")]
    [InlineData("1,250.50 rm", ".", ",", nameof(DigitScript.Latin), "1250.5")]
    [InlineData("๑,๒๕๐.๕๐", ".", ",", nameof(DigitScript.Thai), "1250.5")]
    [InlineData("1,250.50", ".", ",", nameof(DigitScript.Thai), "1250.5")]
    [InlineData("١٬٢٥٠٫٥٠", "٫", "٬", nameof(DigitScript.Arabic), "1250.5")]
    [InlineData("१२,३४,५६७", ".", ",", nameof(DigitScript.Devanagari), "1234567")]
    public void A_number_reads_as_the_profile_says(string text, string mark, string? grouping, string script, string expected) =>
        Assert.Equal(expected, NumberReading.Plain(Reading(mark, grouping, Enum.Parse<DigitScript>(script)).Read(new SheetCell(text)).Number!.Value));

    [Theory]
    [InlineData("1.250,50", ".", ",", nameof(DigitScript.Latin))]
    [InlineData("12,34", ".", ",", nameof(DigitScript.Latin))]
    [InlineData("1,2345", ".", ",", nameof(DigitScript.Latin))]
    [InlineData("1234,567", ".", ",", nameof(DigitScript.Latin))]
    [InlineData("1,250", ".", null, nameof(DigitScript.Latin))]
    [InlineData("1.2.3", ".", null, nameof(DigitScript.Latin))]
    [InlineData("๑2", ".", null, nameof(DigitScript.Thai))]
    [InlineData("๑๒", ".", null, nameof(DigitScript.Latin))]
    [InlineData("١٢", ".", null, nameof(DigitScript.Persian))]
    [InlineData("1e3", ".", null, nameof(DigitScript.Latin))]
    [InlineData("AED 5", ".", null, nameof(DigitScript.Latin))]
    [InlineData("12345678901234567890123456789", ".", null, nameof(DigitScript.Latin))]
    [InlineData(".", ".", null, nameof(DigitScript.Latin))]
    [InlineData("-", ".", null, nameof(DigitScript.Latin))]
    public void What_reads_in_another_way_only_is_refused(string text, string mark, string? grouping, string script)
    {
        var (number, objection) = Reading(mark, grouping, Enum.Parse<DigitScript>(script)).Read(new SheetCell(text));
        Assert.Null(number);
        Assert.Contains(text, objection, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("1499.9999999999998", "1500")]
    [InlineData("1234.5599999999999", "1234.56")]
    [InlineData("1.5E3", "1500")]
    [InlineData("1E-3", "0.001")]
    [InlineData("5.0000000000000001E-3", "0.005")]
    [InlineData("-42.10", "-42.1")]
    [InlineData("0", "0")]
    public void A_stored_number_is_what_the_sheet_shows(string stored, string shown) => Assert.Equal(shown, NumberReading.Plain(NumberReading.OfStored(stored)!.Value));

    /// <summary>Whatever amount of money a spreadsheet holds as a binary fraction, written with the seventeen digits that it stores, reads as that amount.</summary>
    [Property]
    public Property An_amount_survives_a_spreadsheet() => Prop.ForAll(Gen.Choose(0, int.MaxValue).Two().ToArbitrary(), pair =>
    {
        var amount = ((((decimal)pair.Item1 * 1_000) + (pair.Item2 % 1_000)) % 10_000_000_000_000m) / 100m;
        var stored = ((double)amount).ToString("G17", CultureInfo.InvariantCulture);
        return NumberReading.OfStored(stored) == amount;
    });

    /// <summary>An amount written in any of the known ways reads as itself in that way.</summary>
    [Property]
    public Property An_amount_reads_as_it_was_written() => Prop.ForAll(
        (from cents in Gen.Choose(0, int.MaxValue) from way in Gen.Elements(("en-US", ".", ","), ("de-DE", ",", "."), ("en-IN", ".", ",")) from script in Gen.Elements(DigitScript.Latin, DigitScript.Thai, DigitScript.Arabic, DigitScript.Bengali) select (cents, way, script)).ToArbitrary(),
        each =>
        {
            var amount = each.cents / 100m;
            var format = new NumberFormatInfo { NumberDecimalSeparator = each.way.Item2, NumberGroupSeparator = each.way.Item3, NumberGroupSizes = each.way.Item1 == "en-IN" ? [3, 2] : [3] };
            var zero = each.script switch { DigitScript.Thai => '๐', DigitScript.Arabic => '٠', DigitScript.Bengali => '০', _ => '0' };
            var text = string.Concat(amount.ToString("N2", format).Select(letter => char.IsAsciiDigit(letter) ? (char)(zero + (letter - '0')) : letter));
            return Reading(each.way.Item2, each.way.Item3, each.script).Read(new SheetCell(text)).Number == amount;
        });

    private static NumberReading Reading(string mark, string? grouping, DigitScript script) => new(new NumberFormat { Decimal = mark, Grouping = grouping, Marks = ["RM"] }, script);
}
