using System.Text.Json;
using FsCheck.Xunit;
using Ledger.Domain.Disclosure;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.Replay;
using Ledger.Projections.Store;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Disclosure;

/// <summary>What an employer, a recruiter or a brand may read: nothing that would betray that a worker spoke up.</summary>
public class DisclosureTests
{
    private static readonly Audience[] Others = [Audience.Employer, Audience.Recruiter, Audience.Brand];

    [Property(Arbitrary = [typeof(AnyOverseenStory)])]
    public void Their_view_is_the_same_bytes_with_and_without_what_she_said(Story story)
    {
        var silent = story.Without(story.Facts.Where(SpeaksUp).Select(fact => fact.Id));
        foreach (var audience in Others)
        {
            Assert.Equal(View(silent, audience), View(story, audience));
            Assert.Equal(View(silent, audience, Say.Day("2019-01-31")), View(story, audience, Say.Day("2019-01-31")));
        }
    }

    [Property(Arbitrary = [typeof(AnyOverseenStory)])]
    public void An_investigators_other_findings_rest_on_no_complaint(Story story)
    {
        var silent = story.Without(story.Facts.OfType<ComplaintFiled>().Select(fact => fact.Id));
        Assert.Equal(Other(silent), Other(story));
        var complaints = story.Facts.OfType<ComplaintFiled>().Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(story.Findings().Where(finding => finding.Indicator != ReprisalAfterComplaint.Code), finding => Assert.DoesNotContain(finding.Because, complaints.Contains));
    }

    [Property(Arbitrary = [typeof(AnyOverseenStory)])]
    public void Investigators_and_the_worker_read_everything(Story story)
    {
        Assert.Equal(story.Record, DisclosedRecord.To(Audience.Investigator, story.Record));
        Assert.Equal(story.Record, DisclosedRecord.To(Audience.Worker, story.Record));
        Assert.Equal(View(story, Audience.Investigator), View(story, Audience.Worker));
    }

    [Fact]
    public void A_complaint_that_is_corrected_and_taken_back_and_back_again_is_hidden_with_all_of_it()
    {
        var complaint = Say.Complained("2020-01-10", "p9").Named("complaint");
        var corrected = Say.Corrected(complaint, new() { ["about"] = "the dormitory" }).Named("corrected");
        var withdrawn = Say.Withdrawn(complaint).Named("withdrawn");
        var fee = Say.Fee(100m, "2019-02-01").Named("fee");
        var told = Story.Of([Say.Registered(), Say.Started("2019-01-01"), fee, complaint, corrected, withdrawn, Say.Withdrawn(withdrawn).Named("again"), Say.Withdrawn(fee).Named("other")]);
        Assert.Equal(["f00", "f01", "fee", "other"], DisclosedRecord.To(Audience.Employer, told.Record).Select(recorded => recorded.Fact.Id));
    }

    [Fact]
    public void A_complaint_that_answers_the_dismissal_is_told_to_the_worker_and_to_no_other()
    {
        var told = Story.Of(Say.Registered(), Say.Started("2019-01-01"), Say.Complained("2020-01-10"), Say.Ended("2020-01-12"));
        Assert.Contains(ReprisalAfterComplaint.Code, View(told, Audience.Worker), StringComparison.Ordinal);
        Assert.All(Others, audience =>
        {
            Assert.DoesNotContain(ReprisalAfterComplaint.Code, View(told, audience), StringComparison.Ordinal);
            Assert.DoesNotContain("omplain", View(told, audience), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void References_notes_and_lines_of_files_lead_to_nothing_hidden()
    {
        var complaint = Say.Complained("2020-01-10").Named("the-complaint");
        var fee = Say.Fee(100m, "2019-02-01").Named("fee") with { SameAs = complaint.Id, Note = "told when she complained", Evidence = new Evidence(Grade.C, "chat", "file of the complaint") };
        var back = Say.PaidBack(50m, "2020-02-01").Named("back") with { For = ReimbursementGround.Of([complaint.Id, fee.Id]) };
        var told = Story.Of([Say.Registered(), Say.Started("2019-01-01"), fee, complaint, back]);
        told = told with { Record = [.. told.Record.Select((recorded, line) => recorded with { Origin = new Origin(new string('a', 64), line + 1) })] };
        var view = View(told, Audience.Employer);
        Assert.DoesNotContain("omplain", view, StringComparison.Ordinal);
        Assert.DoesNotContain("origin", view.Replace("\"origin\":\"NP\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"for\":[\"fee\"]", view, StringComparison.Ordinal);
        Assert.Contains("file of the complaint", View(told, Audience.Investigator), StringComparison.Ordinal);
    }

    private static bool SpeaksUp(Fact fact) => fact is ComplaintFiled or StatementRecorded;

    private static List<string> Other(Story story) =>
        [.. story.Findings().Where(finding => finding.Indicator != ReprisalAfterComplaint.Code).Select(finding => JsonSerializer.Serialize(finding, LedgerJson.Options))];

    /// <summary>All that an audience reads of the worker, in bytes: the replay, in which the findings are those that flags answers with.</summary>
    private static string View(Story story, Audience audience, NodaTime.LocalDate? asOf = null)
    {
        var seen = story with { Record = [.. DisclosedRecord.To(audience, story.Record)] };
        return JsonSerializer.Serialize(WorkerReplay.Of(seen.Evaluation(asOf) with { Audience = audience }), LedgerJson.Options);
    }
}
