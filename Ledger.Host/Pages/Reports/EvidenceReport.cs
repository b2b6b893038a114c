using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Ledger.Domain.Replay;
using Ledger.Host.Pages.Language;
using Ledger.Host.Statements;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Host.Pages.Reports;

/// <summary>What a report shows: the replays of workers, and an employer's statement where it is of one.</summary>
/// <param name="About">The worker or the employer.</param>
/// <param name="Statement">The employer's statement; null where the report is of one worker.</param>
/// <param name="Replays">The replays, in order of the workers' ids; all at the same coordinates.</param>
/// <param name="Audience">For whom, as it is written on the command line.</param>
public sealed record ReportShown(string About, StatementAnswer? Statement, IReadOnlyList<WorkerReplay> Replays, string Audience);

/// <summary>Writes a report as one HTML document that loads nothing: no other file, no script, no address.</summary>
internal static class EvidenceReport
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging().AddLocalization().AddScoped<Reader>().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    /// <summary>The document, in one of the languages of the pages; the same bytes for the same answer.</summary>
    public static async Task<string> HtmlAsync(ReportShown shown, string language)
    {
        // What writes dates and figures takes the culture of the flow of calls it is made in, which ends with this one.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var scope = Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var document = await renderer.RenderComponentAsync<ReportDocument>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Shown"] = shown }));
            return document.ToHtmlString();
        });
    }
}
