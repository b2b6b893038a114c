using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ledger.Domain.Chain;
using Ledger.Domain.Disclosure;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Repayment;
using Ledger.Domain.Rules;
using Ledger.Domain.Scorecards;
using Ledger.Domain.Statements;
using Ledger.Host.Import.Uploads;
using Ledger.Tests.Architecture;
using Xunit;

namespace Ledger.Tests.Pages;

/// <summary>Two languages with the same texts, and figures as the reader's locale has them.</summary>
[Collection(PagesCollection.Name)]
public sealed partial class LanguageTests(PagesLedger ledger)
{
    private const string Worker = "/workers/np-qa-2019?asOf=2019-07-31";

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_places_for_figures()
    {
        var (english, nepali) = (Texts("Texts.resx"), Texts("Texts.ne.resx"));
        Assert.Equal(english.Keys, nepali.Keys);
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(nepali[text.Key])));
        Assert.All(english.Values.Concat(nepali.Values), text => Assert.False(string.IsNullOrWhiteSpace(text)));

        // What is the same in both was left untranslated.
        Assert.Equal([], english.Where(text => nepali[text.Key] == text.Value && text.Value.Any(char.IsLetter)).Select(text => text.Key));
    }

    [Fact]
    public void Every_text_that_is_asked_for_is_there()
    {
        var texts = Texts("Texts.resx");
        var asked = PageSources().SelectMany(source => Asked().Matches(source).Select(match => match.Groups["key"].Value)).Distinct().ToList();
        Assert.Contains("figure.fees", texts.Keys);
        Assert.True(asked.Count > 100, "the pages' sources are found");
        Assert.Equal([], asked.Where(key => !texts.ContainsKey(key)));
    }

    [Fact]
    public void Every_word_of_the_domain_has_a_text()
    {
        var texts = Texts("Texts.resx");
        var facts = FactCatalogue.All.Where(type => type.Record.IsSubclassOf(typeof(WorkerFact))).ToList();
        var enums = facts.SelectMany(type => type.Record.GetProperties()).Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
            .Concat([typeof(InterestMethod), typeof(Speaker), typeof(Severity), typeof(Strength), typeof(RuleSays), typeof(RuleKind), typeof(RuleRole), typeof(RepaymentOf), typeof(AuditOutcome), typeof(MissingRecord), typeof(Audience), typeof(LegKind), typeof(ChainPart), typeof(LicenceStatus), typeof(LinkKind)])
            .Where(type => type.IsEnum && type != typeof(Grade) && type != typeof(PartyRole) && type != typeof(Sex)).Distinct();
        string[] needed =
        [
            .. facts.Select(type => "fact." + type.Name),
            .. ChainRemark.Codes.Select(code => "remark." + code),
            .. Evaluation.Indicators.SelectMany(code => new[] { "indicator." + code, $"indicator.{code}.text" }),
            .. enums.SelectMany(Enum.GetNames).Select(name => "word." + JsonNamingPolicy.KebabCaseLower.ConvertName(name)),
            .. Enum.GetNames<Grade>().Select(name => "grade." + name),
            .. Enum.GetNames<UploadState>().Select(name => "import.state." + name.ToLowerInvariant()),
            .. Enum.GetNames<StatementGap>().Select(name => "statement.gap." + JsonNamingPolicy.KebabCaseLower.ConvertName(name)),
            .. IndicatorSources().SelectMany(source => MeasureNames().Matches(source)).Select(match => "measure." + match.Groups["name"].Value),
            .. IndicatorSources().SelectMany(source => ThresholdNames().Matches(source)).Select(match => "threshold." + match.Groups["name"].Value),
        ];
        Assert.Contains("measure.monthsOwed", needed);
        Assert.Contains("threshold.redAboveMonths", needed);
        Assert.Equal([], needed.Distinct().Where(key => !texts.ContainsKey(key)));
    }

    [Fact]
    public void Every_text_is_used()
    {
        string[] composed = ["fact.", "indicator.", "word.", "grade.", "measure.", "threshold.", "unit.", "country.", "term.", "detail.", "watch-list.", "home.investigator", "home.employer", "home.brand", "home.holder", "verdict.", "statement.gap.", "remark.", "import.state."];
        var sources = string.Concat(PageSources());
        Assert.Equal([], Texts("Texts.resx").Keys.Where(key => !composed.Any(start => key.StartsWith(start, StringComparison.Ordinal)) && !sources.Contains($"\"{key}\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("en-GB", "en", "105,000", "31 Jul 2019")]
    [InlineData("en-US,en;q=0.8", "en", "105,000", "Jul 31, 2019")]
    [InlineData("en-IN", "en", "1,05,000", "31 Jul 2019")]
    [InlineData("ne-NP", "ne", "१,०५,०००", "२०१९ जुलाई ३१")]
    [InlineData("de-DE,de;q=0.9", "en", "105.000", "31.07.2019")]
    [InlineData("fr;q=0.2, ne;q=0.9", "ne", "१,०५,०००", "२०१९ जुलाई ३१")]
    [InlineData("xx-nonsense", "en", "105,000", "Jul 31, 2019")]
    [InlineData("", "en", "105,000", "Jul 31, 2019")]
    public async Task Figures_are_written_as_the_readers_locale_has_them(string accepted, string language, string amount, string date)
    {
        var page = await ledger.Host.GetAsync(Worker, ("Accept-Language", accepted));
        Assert.Contains($"<html lang=\"{language}\"", page.Body, StringComparison.Ordinal);
        Assert.Contains(amount + "&#xA0;NPR", page.Body, StringComparison.Ordinal);
        Assert.Contains(date, page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_was_chosen_stays()
    {
        var chosen = await ledger.Host.GetAsync(Worker + "&lang=ne", ("Accept-Language", "en-GB"));
        Assert.Contains("<html lang=\"ne\"", chosen.Body, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"ne\"", (await ledger.Host.GetAsync("/terms", ("Cookie", "lang=ne"), ("Accept-Language", "en-GB"))).Body, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", (await ledger.Host.GetAsync("/terms?lang=en", ("Cookie", "lang=ne"))).Body, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", (await ledger.Host.GetAsync("/terms?lang=zz")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_record_says_is_the_same_in_every_language()
    {
        var (english, nepali, german) = (await ExplanationsAsync("en-GB"), await ExplanationsAsync("ne-NP"), await ExplanationsAsync("de-DE"));
        Assert.NotEmpty(english);
        Assert.Equal(english, nepali);
        Assert.Equal(english, german);
        const string replay = "/replay?worker=np-qa-2019&asOf=2019-07-31&knownAt=";
        var known = (await ledger.Host.GetAsync("/replay?worker=np-qa-2019")).Json.GetProperty("knownAt").GetString();
        Assert.Equal((await ledger.Host.GetAsync(replay + known)).Body, (await ledger.Host.GetAsync(replay + known, ("Accept-Language", "ne"))).Body);
    }

    private async Task<IReadOnlyList<string>> ExplanationsAsync(string locale) =>
        [.. Explanations().Matches((await ledger.Host.GetAsync(Worker, ("Accept-Language", locale))).Body).Select(match => match.Value)];

    private static string Folder => Path.Combine(SourceFiles.Root, "Ledger.Host", "Pages");

    private static SortedDictionary<string, string> Texts(string file) => new(
        XDocument.Load(Path.Combine(Folder, "Language", file)).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value), StringComparer.Ordinal);

    private static IEnumerable<string> PageSources() => Directory.EnumerateFiles(Folder, "*.*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".razor" or ".cs").Select(File.ReadAllText);

    private static IEnumerable<string> IndicatorSources() =>
        SourceFiles.All.Where(file => file.Key.StartsWith(Path.Combine("Ledger.Domain", "Indicators"), StringComparison.Ordinal)).Select(file => file.Value);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("Say\\(\"(?<key>[^\"]+)\"[,)]")]
    private static partial Regex Asked();

    [GeneratedRegex("\\[\"(?<name>\\w+)\"\\] = ")]
    private static partial Regex MeasureNames();

    [GeneratedRegex("[(,] ?\\(\"(?<name>\\w+)\", ")]
    private static partial Regex ThresholdNames();

    [GeneratedRegex("<p lang=\"en\" class=\"explanation\">.*?</p>")]
    private static partial Regex Explanations();
}
