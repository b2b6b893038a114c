using System.Globalization;
using NodaTime;

namespace Ledger.Host.Pages.Charts;

/// <summary>Where the points of a chart lie on a drawing of some width. Screen units are floating: they are no figures of the record.</summary>
internal sealed class Plot
{
    /// <summary>The height of the drawing.</summary>
    public const int Height = 246;

    /// <summary>The top of the plotted field; above it stand the names of marks.</summary>
    public const int Top = 50;

    /// <summary>The bottom of the plotted field; below it stand the dates.</summary>
    public const int Bottom = 222;

    private const int MostValueTicks = 4;
    private const double WidthOfTick = 82;
    private static readonly int[] MonthsApart = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000, 24_000];

    private readonly TimeChart _chart;
    private readonly double _greatest;
    private readonly double _step;

    /// <summary>Lays out a chart.</summary>
    public Plot(TimeChart chart, int width)
    {
        (_chart, Width) = (chart, width);
        var greatest = (double)chart.Lines.SelectMany(line => line.Points).Max(point => point.Value).GetValueOrDefault();
        _step = StepOf(greatest <= 0 ? 1 : greatest);
        _greatest = Math.Max(_step, Math.Ceiling(greatest / _step) * _step);
    }

    /// <summary>The width of the drawing.</summary>
    public int Width { get; }

    /// <summary>How far right a day lies.</summary>
    public double X(LocalDate on) => Width * (double)Period.DaysBetween(_chart.From, on) / Math.Max(1, Period.DaysBetween(_chart.From, _chart.To));

    /// <summary>How far down a value lies.</summary>
    public double Y(decimal value) => Y((double)value);

    /// <summary>The values at which lines are drawn across, zero first.</summary>
    public IEnumerable<(double Y, string Text)> ValueTicks()
    {
        for (var value = 0d; value <= _greatest * 1.0001; value += _step)
        {
            yield return (Y(value), _chart.Write((decimal)value));
        }
    }

    /// <summary>The months named below.</summary>
    public IEnumerable<(double X, LocalDate On, bool IsYear)> TimeTicks()
    {
        var months = Period.Between(_chart.From, _chart.To, PeriodUnits.Months).Months;
        var apart = MonthsApart.FirstOrDefault(apart => months / (double)apart <= Width / WidthOfTick, MonthsApart[^1]);
        var from = (_chart.From.Year * 12) + _chart.From.Month - 1;
        for (var month = (from + apart - 1) / apart * apart; ; month += apart)
        {
            var on = new LocalDate(Math.Clamp(month / 12, 1, 9999), (month % 12) + 1, 1);
            if (on > _chart.To || month / 12 > 9999)
            {
                yield break;
            }

            if (on >= _chart.From)
            {
                yield return (X(on), on, apart >= 12);
            }
        }
    }

    /// <summary>The path of a line, with a gap where it has no value.</summary>
    public string Path(ChartLine line) => string.Join(' ', Runs(line).Select(run => "M" + string.Join('L', run.Select(At))));

    /// <summary>The outline of the space between two lines, where both have values.</summary>
    public string Between(ChartLine lower, ChartLine upper)
    {
        var both = lower.Points.Join(upper.Points, point => point.On, point => point.On, (low, high) => (low, high)).Where(pair => pair.low.Value is not null && pair.high.Value is not null).ToList();
        var outline = Drawn([.. both.Select(pair => pair.low)]).Concat(Drawn([.. both.Select(pair => pair.high)]).AsEnumerable().Reverse()).ToList();
        return outline.Count == 0 ? "" : $"M{string.Join('L', outline.Select(At))}Z";
    }

    /// <summary>The days on which a line has no value after it had one: its value has no bound then.</summary>
    public IEnumerable<double> Unbounded(ChartLine line) => line.Points.Where(point => point.Value is null).Select(point => X(point.On));

    /// <summary>The last point of each line, with a height for its label: the greater above its line and the lesser below, or above where there is no room.</summary>
    public IEnumerable<(ChartLine Line, ChartPoint Last, double Y)> Ends()
    {
        const double above = 7, below = 17, clear = 17;
        var taken = double.NegativeInfinity;
        foreach (var (line, last) in _chart.Lines.Select(line => (line, line.Points.LastOrDefault(point => point.Value is not null))).Where(end => end.Item2 is not null).OrderByDescending(end => end.Item2!.Value))
        {
            var at = Y(last!.Value!.Value);
            var y = double.IsNegativeInfinity(taken) || at + below > Bottom - 2 ? at - above : at + below;
            taken = Math.Max(y, taken + clear);
            yield return (line, last, taken);
        }
    }

    /// <summary>The marks within the chart; those that would lie on one another of one kind are one, counted, and a name that has no room is left out.</summary>
    public IEnumerable<(ChartMark Mark, double X, int Count, bool IsNamed)> Marks()
    {
        const double roomForName = 96;
        var named = double.NegativeInfinity;
        foreach (var group in _chart.Marks.Where(mark => mark.On >= _chart.From && mark.On <= _chart.To)
                     .GroupBy(mark => (mark.Style, (int)(X(mark.On) / 10))).OrderBy(group => group.Min(mark => mark.On)))
        {
            var x = X(group.Min(mark => mark.On));
            var hasRoom = x - named >= roomForName;
            named = hasRoom ? x : named;
            yield return (group.First(), x, group.Count(), hasRoom);
        }
    }

    /// <summary>Where a text begins so that the drawing's edges do not cut it.</summary>
    public string AnchorAt(double x, double half = 40) => x < half ? "start" : x > Width - half ? "end" : "middle";

    /// <summary>A number of the drawing.</summary>
    public static string N(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private double Y(double value) => Bottom - ((Bottom - Top) * value / _greatest);

    private string At((double X, double Y) point) => $"{N(point.X)} {N(point.Y)}";

    /// <summary>Stretches of a line without a gap.</summary>
    private IEnumerable<List<(double X, double Y)>> Runs(ChartLine line)
    {
        List<ChartPoint> run = [];
        foreach (var point in line.Points.Append(new ChartPoint(_chart.To, null)))
        {
            if (point.Value is not null)
            {
                run.Add(point);
            }
            else if (run.Count > 0)
            {
                yield return Drawn(run);
                run = [];
            }
        }
    }

    /// <summary>The points as they are drawn: one for each unit of width, the last of those that fall there; and the corners of steps.</summary>
    private List<(double X, double Y)> Drawn(IReadOnlyList<ChartPoint> points)
    {
        List<(double X, double Y)> drawn = [];
        foreach (var point in points.GroupBy(point => (int)X(point.On)).Select(same => same.Last()))
        {
            var (x, y) = (X(point.On), Y(point.Value!.Value));
            if (_chart.IsStepped && drawn.Count > 0)
            {
                drawn.Add((x, drawn[^1].Y));
            }

            drawn.Add((x, y));
        }

        return drawn;
    }

    /// <summary>One, two or five of a power of ten, so that few lines reach the greatest value.</summary>
    private static double StepOf(double greatest)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(greatest / MostValueTicks)));
        return new[] { 1, 2, 2.5, 5, 10 }.Select(one => one * power).First(step => greatest / step <= MostValueTicks);
    }
}
