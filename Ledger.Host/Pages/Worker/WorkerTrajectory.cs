using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Replay;
using Ledger.Host.Pages.Charts;
using Ledger.Host.Pages.Language;
using NodaTime;

namespace Ledger.Host.Pages.Worker;

/// <summary>The charts of a worker's trajectory: all of one span, so that they can be read below each other.</summary>
internal sealed class WorkerTrajectory
{
    private const int MostYearsAhead = 3;
    private readonly WorkerReplay _replay;
    private readonly Reader _reader;
    private readonly List<ChartMark> _marks;
    private readonly LocalDate _from;
    private readonly LocalDate _to;

    /// <summary>Marks the fees and the end of the last contract.</summary>
    public WorkerTrajectory(WorkerReplay replay, Reader reader)
    {
        (_replay, _reader) = (replay, reader);
        var facts = replay.Timeline.SelectMany(day => day.Facts).Select(told => told.Fact).ToList();
        var end = facts.OfType<ContractRecorded>().LastOrDefault()?.To;
        _marks =
        [
            .. facts.OfType<FeeCharged>().Where(fee => fee.BorneBy == Payer.Worker).Select(fee => fee.EffectiveOn).Distinct().Select(on => new ChartMark(on, reader.Say("mark.fee"), "fee")),
            .. end is { } on ? [new ChartMark(on, reader.Say("mark.end"), "end-of-contract")] : Array.Empty<ChartMark>(),
        ];
        var days = replay.Series.Select(point => point.Date).DefaultIfEmpty(replay.AsOf).ToList();
        (_from, _to) = (days.Min(), days.Max());
        if (end is { } ends && ends > _to && ends < _to.PlusYears(MostYearsAhead))
        {
            _to = ends;
        }

        if (Period.DaysBetween(_from, _to) < 2)
        {
            (_from, _to) = (_from.PlusDays(-15), _to.PlusDays(15));
        }
    }

    /// <summary>The charts, each with the measure it draws.</summary>
    public IReadOnlyList<(TimeChart Chart, Func<SeriesPoint, Measure?> MeasureOf)> Charts() =>
    [
        .. Drawn("debt", _reader.Say("chart.debt"), isStepped: false, point => point.Debt),
        .. _replay.Series.SelectMany(point => point.WagesReceived).Select(wages => wages.Currency!).Distinct(StringComparer.Ordinal)
            .SelectMany(currency => Drawn("wages-" + currency, _reader.Say("chart.wages"), isStepped: true, point => point.WagesReceived.FirstOrDefault(wages => wages.Currency == currency))),
        .. Drawn("months", _reader.Say("chart.months"), isStepped: true, point => point.MonthsOwed),
    ];

    private IEnumerable<(TimeChart, Func<SeriesPoint, Measure?>)> Drawn(string id, string title, bool isStepped, Func<SeriesPoint, Measure?> measureOf)
    {
        var told = _replay.Series.Select(point => (point.Date, Measure: measureOf(point))).Where(point => point.Measure is not null).ToList();
        if (told.Count == 0)
        {
            yield break;
        }

        var last = told[^1].Measure!;
        var unit = last.Currency ?? _reader.Unit(last.Unit!);
        yield return (
            new TimeChart(
                id, $"{title} ({unit})", _reader.Say("chart.summary", title, _reader.Date(told[0].Date), _reader.Date(told[^1].Date), _reader.Range(told[0].Measure!), _reader.Range(last)),
                _from, _to, isStepped, Lines(told!), _marks, value => _reader.Number(value)),
            measureOf);
    }

    /// <summary>The documented and the claimed end; one line where they never differ.</summary>
    private IReadOnlyList<ChartLine> Lines(IReadOnlyList<(LocalDate Date, Measure Measure)> told) =>
        told.All(point => point.Measure.Documented == point.Measure.Claimed)
            ? [new ChartLine("", "claimed", [.. told.Select(point => new ChartPoint(point.Date, point.Measure.Claimed))])]
            :
            [
                new ChartLine(_reader.Say("documented"), "documented", [.. told.Select(point => new ChartPoint(point.Date, point.Measure.Documented))]),
                new ChartLine(_reader.Say("claimed"), "claimed", [.. told.Select(point => new ChartPoint(point.Date, point.Measure.Claimed))]),
            ];
}
