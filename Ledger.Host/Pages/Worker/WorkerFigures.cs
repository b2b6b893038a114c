using Ledger.Domain.Indicators;
using Ledger.Domain.Replay;
using Ledger.Host.Pages.Language;

namespace Ledger.Host.Pages.Worker;

/// <summary>One head figure.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Amounts">The amounts, one of each currency; empty where there is none.</param>
/// <param name="Text">What is said where there is no amount.</param>
/// <param name="Note">What goes with it; null for nothing.</param>
internal sealed record HeadFigure(string Name, IReadOnlyList<Measure> Amounts, string? Text = null, string? Note = null)
{
    /// <summary>The figure in one line.</summary>
    public string Line(Reader reader) => Amounts.Count > 0 ? string.Join("; ", Amounts.Select(reader.Range)) : Text!;
}

/// <summary>The figures at the head of a worker's page, all of them the replay's.</summary>
internal static class WorkerFigures
{
    /// <summary>The figures.</summary>
    public static IReadOnlyList<HeadFigure> Of(WorkerReplay replay, Reader reader)
    {
        var (day, now) = (replay.Timeline.Count > 0 ? replay.Timeline[^1] : null, replay.Series.Count > 0 ? replay.Series[^1] : null);
        return
        [
            Figure(reader, "figure.fees", day?.FeesBorne ?? [], "figure.fees.none"),
            Figure(reader, "figure.debt", now?.Debt, "figure.debt.none"),
            Figure(reader, "figure.months", now?.MonthsOwed, "figure.months.none"),
            Freedom(replay, now?.Debt, reader),
            Figure(reader, "figure.repay", replay.Counterfactual?.ToBeRepaid, "figure.repay.none"),
        ];
    }

    private static HeadFigure Figure(Reader reader, string name, Measure? amount, string none) => Figure(reader, name, amount is null ? [] : [amount], none);

    private static HeadFigure Figure(Reader reader, string name, IReadOnlyList<Measure> amounts, string none) =>
        new(reader.Say(name), amounts, amounts.Count == 0 ? reader.Say(none) : null);

    private static HeadFigure Freedom(WorkerReplay replay, Measure? debt, Reader reader) => replay.Freedom switch
    {
        { FreeOn: { } on } freedom => new(reader.Say("figure.free"), [], reader.Date(on), reader.Say("figure.free.pace", reader.Range(freedom.Monthly), reader.Date(freedom.On))),
        { } freedom => new(reader.Say("figure.free"), [], reader.Say("figure.free.never"), reader.Say("figure.free.pace", reader.Range(freedom.Monthly), reader.Date(freedom.On))),
        null => new(reader.Say("figure.free"), [], reader.Say(debt is null ? "figure.free.no-debt" : "figure.free.no-pace")),
    };
}
