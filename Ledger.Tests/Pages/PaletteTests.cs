using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Tests.Architecture;
using Xunit;

namespace Ledger.Tests.Pages;

/// <summary>The contrast of the palette, reckoned as WCAG 2.2 defines it: 4.5 to 1 for text, 3 to 1 for what is drawn.</summary>
public sealed partial class PaletteTests
{
    private static readonly string Stylesheet = File.ReadAllText(Path.Combine(SourceFiles.Root, "Ledger.Host", "Pages", "Assets", "ledger.css"));

    public static TheoryData<int> Schemes => [0, 1];

    [Fact]
    public void There_is_a_light_and_a_dark_palette_and_one_for_paper() => Assert.Equal(3, Roots().Count(Stylesheet));

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Text_stands_out_from_its_ground(int scheme)
    {
        var colours = Palette(scheme);
        foreach (var ground in new[] { "ground", "raised" })
        {
            Assert.All(["ink", "quiet", "accent", "red", "amber", "calm"], text => Assert.InRange(Contrast(colours[text], colours[ground]), 4.5, 21));
        }

        Assert.InRange(Contrast(colours["on-accent"], colours["accent"]), 4.5, 21);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Lines_of_charts_stand_out_from_the_ground_and_from_the_space_between_them(int scheme)
    {
        var colours = Palette(scheme);
        Assert.All(["accent", "ink"], line => Assert.All(["ground", "band"], ground => Assert.InRange(Contrast(colours[line], colours[ground]), 3, 21)));
        Assert.All(["amber", "red", "quiet"], mark => Assert.InRange(Contrast(colours[mark], colours["ground"]), 3, 21));
    }

    [Fact]
    public void Black_on_white_is_twenty_one_to_one()
    {
        Assert.Equal(21, Contrast("000000", "ffffff"), 6);
        Assert.Equal(4.54, Contrast("767676", "ffffff"), 2);
    }

    private static Dictionary<string, string> Palette(int scheme) =>
        Colours().Matches(Roots().Matches(Stylesheet)[scheme].Value).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["colour"].Value);

    private static double Contrast(string one, string other)
    {
        var (lighter, darker) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double Luminance(string colour) => (0.2126 * Linear(colour[..2])) + (0.7152 * Linear(colour[2..4])) + (0.0722 * Linear(colour[4..]));

    private static double Linear(string hexadecimal)
    {
        var part = int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Roots();

    [GeneratedRegex("--(?<name>[a-z-]+): #(?<colour>[0-9a-f]{6})")]
    private static partial Regex Colours();
}
