using System.Globalization;
using Ledger.Benchmarks.WorkerSpeed;
using Ledger.Domain.Facts;
using Ledger.Host.Reports;
using Ledger.Host.Serve;
using Ledger.Projections.Detector;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace Ledger.Benchmarks.WatchListSpeed;

/// <summary>From the moment a reader goes to a page until the browser has painted something of it, by the browser's own account.</summary>
internal static class FirstPaint
{
    private const int Facts = 200;
    private const int VisitsEach = 20;

    /// <summary>Resolves to the milliseconds from the start of the visit to the first paint of anything that the page holds.</summary>
    private const string Painted =
        """
        () => new Promise(done => new PerformanceObserver(seen => seen.getEntriesByName('first-contentful-paint').forEach(paint => done(paint.startTime)))
            .observe({ type: 'paint', buffered: true }))
        """;

    /// <summary>Visits the first page, the watch list, and the page of a worker of many facts, each time with a browser that has kept nothing.</summary>
    /// <param name="database">A database with the findings in it; the worker is recorded there.</param>
    /// <param name="cancellation">Ends the visits.</param>
    /// <returns>What was visited, and the milliseconds of each visit in order of length, the first one after the host's start among them.</returns>
    public static async Task<IReadOnlyList<(string What, List<double> Times)>> TimesAsync(string database, CancellationToken cancellation)
    {
        // What is judged meanwhile is no part of it.
        await using var resting = await DetectorLease.TryTakeAsync(database, cancellation);
        await using var host = await BenchHost.StartAsync(database, cancellation);
        var record = LongRecord.Of(Facts);

        // A worker, a placement and a loan are known before anything is told of them.
        foreach (var fact in record.Select(recorded => recorded.Fact).OrderBy(fact => fact switch { WorkerRegistered => 0, PlacementStarted => 1, LoanDisbursed => 2, _ => 3 }))
        {
            await host.PostAsync(fact, cancellation);
        }

        // As the serve command does once it listens.
        await FirstVisit.MakeAsync(host.Address, NullLogger.Instance, cancellation);

        using var driver = await Playwright.CreateAsync();
        await using var browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = PdfPrinting.Browser(),
            Args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", .. Environment.IsPrivilegedProcess ? (string[])["--no-sandbox"] : []],
        });
        // That the browser itself starts is no part of it.
        await using (var blank = await browser.NewContextAsync())
        {
            await (await blank.NewPageAsync()).GotoAsync("about:blank");
        }

        List<(string, List<double>)> all = [];
        (string What, string Path)[] pages =
        [
            ("first paint of the first page", "/"),
            ("first paint of the watch list", "/watch-list"),
            ("first paint of the watch list, employer and recruiter", "/watch-list?employer=e-0&recruiter=r-0"),
            (string.Create(CultureInfo.InvariantCulture, $"first paint of a worker of {Facts} facts"), "/workers/" + record[0].Fact.Worker),
        ];
        foreach (var (what, path) in pages)
        {
            List<double> times = [];
            for (var visit = 0; visit < VisitsEach; visit++)
            {
                cancellation.ThrowIfCancellationRequested();
                await using var reader = await browser.NewContextAsync();
                var page = await reader.NewPageAsync();
                await page.GotoAsync(new Uri(host.Address, path).ToString());
                times.Add(await page.EvaluateAsync<double>(Painted));
            }

            all.Add((what, [.. times.Order()]));
        }

        return all;
    }
}
