using System.Net.Http.Headers;
using Ledger.Domain.Facts;
using Ledger.Host.Serve;
using Microsoft.AspNetCore.Builder;

namespace Ledger.Benchmarks;

/// <summary>The ledger's web host on a free port, and a client of it.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    /// <summary>Requests that are under way at a time; more wait for their turn, as they would at a proxy.</summary>
    private const int MostRequests = 32;

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private BenchHost(WebApplication app) => (_app, _client) =
        (app, new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = MostRequests }) { BaseAddress = new Uri(app.Urls.First()) });

    /// <summary>Where it is.</summary>
    public Uri Address => _client.BaseAddress!;

    /// <summary>Starts it on a database whose tables are prepared.</summary>
    public static async Task<BenchHost> StartAsync(string database, CancellationToken cancellation)
    {
        var app = LedgerHost.Build(new LedgerAddress(database), "http://127.0.0.1:0");
        await app.StartAsync(cancellation);
        return new BenchHost(app);
    }

    /// <summary>Sends one fact.</summary>
    /// <exception cref="InvalidOperationException">It was not taken; the message is the answer.</exception>
    public async Task PostAsync(Fact fact, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(FactWire.Write(fact)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await _client.PostAsync(new Uri("/facts", UriKind.Relative), content, cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{fact.Id} was not taken: {await answer.Content.ReadAsStringAsync(cancellation)}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
