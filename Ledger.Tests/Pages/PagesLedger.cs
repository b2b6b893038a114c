using System.Globalization;
using Ledger.Host.Pages.Layout;
using Ledger.Host.Pages.Worker;
using Ledger.Tests.Churn;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Samples;
using Ledger.Tests.Serve;
using Xunit;

namespace Ledger.Tests.Pages;

/// <summary>The tests that read pages share one ledger and one host, and change nothing on it.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<PagesLedger>
{
    public const string Name = "pages";
}

/// <summary>A ledger with published cases, a worker told of in three rounds, one with a long course and one whose every text is hostile; and a host on it.</summary>
public sealed class PagesLedger(LedgerServer server) : IAsyncLifetime
{
    /// <summary>A worker told of on three occasions: a story, a receipt for a part of the fee, and a correction.</summary>
    public const string ToldThrice = "w-thrice";

    /// <summary>A worker with five years of monthly pay and repayments.</summary>
    public const string Long = "w-long";

    /// <summary>A worker who paid thirty parties in two currencies, some of them by names in Devanagari or of a hundred letters, and whose recruiter handed a part on.</summary>
    public const string ManyPaid = "w-many-paid";

    /// <summary>A recruiter whose workers an employer dismisses early and replaces; six of them paid it, and one was paid back.</summary>
    public const string Churner = "r-bad";

    /// <summary>What that one was paid back, in rupees.</summary>
    public const string Repaid = "5,000";

    /// <summary>An employer of five workers whose records are complete and tell of no charge.</summary>
    public const string FeeFree = "e-free";

    private ServingLedger? _host;

    public Uri Address => _host!.Address;

    internal ServingLedger Host => _host!;

    /// <summary>The instants before each round after the first.</summary>
    internal IReadOnlyList<string> Rounds { get; private set; } = [];

    /// <summary>The address of the hostile worker's page.</summary>
    internal static string HostilePath => new WorkerAddress(Hostile.Worker, Position.Now, null, null).Text();

    /// <summary>The address of the statement of an employer with a hostile name.</summary>
    internal static string HostileStatement => "/employers/" + string.Join('/', Hostile.Name.Split('/').Select(Uri.EscapeDataString)) + "/statement";

    /// <summary>The address of the page of who was paid by the hostile worker.</summary>
    internal static string HostileChainPath => PageAnswer.OfChain(Hostile.Worker);

    public async ValueTask InitializeAsync()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync());
        await ledger.SucceedAsync("import", Path.Combine(SampleFiles.Folder, "cases"));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story(ToldThrice), .. Course(), .. Paid(), .. Hostile.Story(), .. Churned(), .. Enumerable.Range(1, 5).SelectMany(Free)]);
        var before = await NowAsync(ledger);
        await ledger.RecordAsync(Tell.Fee(ToldThrice, "p1", "2023-01-10", "10000.00", id: "receipt")
            .Replace($"\"assertedBy\":\"{ToldThrice}\",\"assertedAs\":\"worker\"", "\"assertedBy\":\"r-1\",\"assertedAs\":\"recruiter\",\"evidence\":{\"grade\":\"B\",\"kind\":\"receipt\"}", StringComparison.Ordinal));
        var between = await NowAsync(ledger);
        await ledger.RecordAsync(Tell.Correction("c-thrice", $"{ToldThrice}/p1/wage-2023-04-30", ToldThrice, """{"net":{"amount":"500.00","currency":"QAR"}}"""));
        Rounds = [before, between];

        // Findings are brought up to date before anyone looks.
        await ledger.SucceedAsync("flags", "--worker", Long);
        _host = await ServingLedger.StartAsync(ledger.Database);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    private static async Task<string> NowAsync(LedgerCalls ledger) => (await ledger.SucceedAsync("replay", ToldThrice, "--json")).Json.GetProperty("knownAt").GetString()!;

    private static IEnumerable<string> Course()
    {
        yield return Tell.Worker(Long);
        yield return Tell.Placement(Long, "p1", "2018-01-05");
        yield return Tell.Contract(Long, "p1", "2018-02-01", "40000.00", "NPR");
        yield return Tell.Loan(Long, "loan", "2018-01-10", "300000.00");
        yield return Tell.Fee(Long, "p1", "2018-01-10", "250000.00");
        for (var month = 1; month < 60; month++)
        {
            var (from, year, of) = (month % 12 + 1, 2018 + (month / 12), CultureInfo.InvariantCulture);
            yield return Tell.Wage(Long, "p1", string.Create(of, $"{year}-{from:00}-01"), string.Create(of, $"{year}-{from:00}-28"), string.Create(of, $"{30000 + (month * 100)}.00"), "NPR");
            yield return Tell.Repayment(Long, "loan", string.Create(of, $"{year}-{from:00}-28"), "9000.00");
        }
    }

    private static IEnumerable<string> Churned() =>
    [
        .. Churning.Told(Churner),
        .. Enumerable.Range(0, 6).Select(number => Tell.Fee($"b-00{number}", "p1", "2022-01-15", "5000.00", Churner)),
        """{"fact":"reimbursed","id":"b-000/repaid","effectiveOn":"2022-09-01","assertedBy":"b-000","assertedAs":"worker","worker":"b-000","placement":"p1","amount":{"amount":"5000.00","currency":"NPR"},"by":"e-1","for":["b-000/p1/fee"]}""",
    ];

    private static IEnumerable<string> Free(int number)
    {
        var worker = string.Create(CultureInfo.InvariantCulture, $"f-{number}");
        yield return Tell.Worker(worker);
        yield return Tell.Placement(worker, "p1", "2023-01-05", "r-free").Replace("\"e-1\"", $"\"{FeeFree}\"", StringComparison.Ordinal);
        yield return Tell.Contract(worker, "p1", "2023-01-05", "1800.00", "QAR");
        yield return Tell.Fee(worker, "p1", "2023-01-10", "10000.00", "r-free").Replace("\"borneBy\":\"worker\"", "\"borneBy\":\"employer\"", StringComparison.Ordinal);
        yield return Tell.Wage(worker, "p1", "2023-02-01", "2023-02-28", "1800.00", "QAR");
        yield return Tell.End(worker, "p1", "2023-02-28", "contract-completed", "expiry");
    }

    private static IEnumerable<string> Paid()
    {
        yield return Tell.Worker(ManyPaid);
        yield return Tell.Placement(ManyPaid, "p1", "2023-01-05");
        yield return Tell.Loan(ManyPaid, "loan", "2023-01-10", "300000.00");
        for (var payee = 1; payee <= 30; payee++)
        {
            var name = (payee % 3) switch { 0 => string.Create(CultureInfo.InvariantCulture, $"काठमाडौं जनशक्ति आपूर्ति सेवा प्रा. लि. {payee}"), 1 => new string('m', 90) + payee, _ => string.Create(CultureInfo.InvariantCulture, $"agent-{payee}") };
            var fee = Tell.Fee(ManyPaid, "p1", "2023-01-10", string.Create(CultureInfo.InvariantCulture, $"{payee * payee * 100}.00"), name, string.Create(CultureInfo.InvariantCulture, $"fee-{payee}"));
            yield return payee > 20 ? fee.Replace("\"NPR\"", "\"QAR\"", StringComparison.Ordinal) : fee;
        }

        yield return Tell.Kickback("agent-17", "e-1", "2023-02-01", "9000.00").Replace("\"USD\"}", "\"NPR\"},\"placements\":[{\"worker\":\"" + ManyPaid + "\",\"placement\":\"p1\"}]", StringComparison.Ordinal);
    }
}
