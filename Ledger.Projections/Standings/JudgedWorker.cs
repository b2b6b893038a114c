using Ledger.Domain.Churn;
using Ledger.Domain.Disclosure;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.Scorecards;
using Ledger.Domain.Workers;
using Ledger.Projections.Exposures;
using Ledger.Projections.Findings;
using Ledger.Projections.Pairs;
using Ledger.Projections.Reference;
using NodaTime;

namespace Ledger.Projections.Standings;

/// <summary>A worker judged by all that is recorded, as of the last day of the record: everything that the detector keeps, each in a table of its own.</summary>
/// <param name="Standing">What moves others, and what the worker turns on.</param>
/// <param name="Rows">The findings that the watch list shows.</param>
/// <param name="Figures">The figures of the placements, which scorecards add up.</param>
/// <param name="Outcomes">What became of the placements, as pairs of recruiter and employer are judged by it.</param>
/// <param name="Parties">The recruiters and employers that anybody ever told, by which chains and statements find their workers.</param>
/// <remarks>Absent findings are not kept: a record is judged anew in less time than they take to be stored and read.</remarks>
public sealed record JudgedWorker(
    WorkerStanding Standing,
    IReadOnlyList<FindingRow> Rows,
    IReadOnlyList<PlacementFigures> Figures,
    IReadOnlyList<PlacementOutcome> Outcomes,
    IReadOnlyList<PartyTold> Parties)
{
    /// <summary>Judges a worker's record.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="record">Every fact of the worker's stream; at least one.</param>
    /// <param name="reference">The reference streams.</param>
    public static JudgedWorker Of(string worker, IReadOnlyList<RecordedFact> record, ReferenceRecord reference)
    {
        var history = WorkerHistory.Of(worker, record, LastDay(record), Instant.MaxValue);
        var evaluation = reference.Now.Of(history);
        var findings = evaluation.Findings();
        var disclosed = DisclosedRecord.To(Audience.Employer, record);
        var (shared, told) = disclosed.Count == record.Count ? (evaluation, findings) : Shared(worker, disclosed, reference);
        return new JudgedWorker(
            WorkerStanding.Of(history, record.Count, findings, reference.Now.Pack, Contribution.Of(shared.History, disclosed.Count, told)),
            [.. FindingRow.Of(history, findings)],
            PlacementFigures.Of(shared, told),
            PlacementOutcome.In(shared, OutcomeTable.Groups(reference.Links)),
            PartyTold.In(worker, record.Select(recorded => recorded.Fact)));
    }

    /// <summary>Exposures and scorecards are for employers, recruiters and brands too: what a worker adds to them is judged from what these may read.</summary>
    private static (Evaluation Evaluation, IReadOnlyList<Finding> Findings) Shared(string worker, IReadOnlyList<RecordedFact> disclosed, ReferenceRecord reference)
    {
        var shared = reference.Now.Of(WorkerHistory.Of(worker, disclosed, LastDay(disclosed), Instant.MaxValue)) with { Audience = Audience.Employer };
        return (shared, shared.Findings());
    }

    private static LocalDate LastDay(IReadOnlyList<RecordedFact> record) =>
        LocalDate.Max(record.Max(recorded => recorded.Fact.EffectiveOn), record.Max(recorded => recorded.RecordedAt).InUtc().Date);
}
