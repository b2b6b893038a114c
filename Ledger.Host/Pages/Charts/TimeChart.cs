using NodaTime;

namespace Ledger.Host.Pages.Charts;

/// <summary>A value on a day; null where there is none, or none with a bound.</summary>
public sealed record ChartPoint(LocalDate On, decimal? Value);

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is, for the label at its end.</param>
/// <param name="Style">The class that the stylesheet draws it by: claimed or documented.</param>
/// <param name="Points">Its points in order of date.</param>
public sealed record ChartLine(string Name, string Style, IReadOnlyList<ChartPoint> Points);

/// <summary>Something that happened on a day, or is to happen.</summary>
/// <param name="On">The day.</param>
/// <param name="Name">What it is, in a word or two.</param>
/// <param name="Style">The class that the stylesheet draws it by: fee or end.</param>
public sealed record ChartMark(LocalDate On, string Name, string Style);

/// <summary>Lines over time, the space between the first two filled: the range from documented to claimed.</summary>
/// <param name="Id">What tells it apart on its page.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Summary">The same in a sentence with its figures, for who cannot see it.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; after the first.</param>
/// <param name="IsStepped">Whether a value holds until the next; otherwise the line between two is straight.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Marks">The marks.</param>
/// <param name="Write">How a value is written.</param>
public sealed record TimeChart(
    string Id, string Title, string Summary, LocalDate From, LocalDate To, bool IsStepped, IReadOnlyList<ChartLine> Lines, IReadOnlyList<ChartMark> Marks, Func<decimal, string> Write);
