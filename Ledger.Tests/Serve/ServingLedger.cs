using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ledger.Host.Serve;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Ledger.Tests.Serve;

/// <summary>The host in this process, on a port of its own, as the serve command builds it.</summary>
internal sealed class ServingLedger : IAsyncDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private ServingLedger(WebApplication app, Uri address) => (_app, _client, Address) = (app, new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = address }, address);

    public Uri Address { get; }

    public static async Task<ServingLedger> StartAsync(string database)
    {
        var app = LedgerHost.Build(new LedgerAddress(database), "http://127.0.0.1:0");
        await app.StartAsync(TestContext.Current.CancellationToken);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new ServingLedger(app, new Uri(addresses.Addresses.Single()));
    }

    public async Task<Reply> GetAsync(string path) => await ReadAsync(await _client.GetAsync(path, TestContext.Current.CancellationToken));

    public async Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => await ReadAsync(await SendAsync(path, headers));

    /// <summary>Asks as a browser would, with headers of its own.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<Reply> PostAsync(string path, string body) => PostAsync(path, Encoding.UTF8.GetBytes(body));

    public async Task<Reply> PostAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        return await ReadAsync(await _client.PostAsync(path, content, TestContext.Current.CancellationToken));
    }

    /// <summary>Sends a body whose length is not said beforehand.</summary>
    public async Task<Reply> PostChunkedAsync(string path, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StreamContent(new MemoryStream(body)) { Headers = { ContentType = Json } }, Headers = { TransferEncodingChunked = true } };
        return await ReadAsync(await _client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new Reply(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
        }
    }
}

/// <summary>An answer of the host.</summary>
internal sealed record Reply(HttpStatusCode Status, string? MediaType, string Body)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The field and message of each error of a problem.</summary>
    public IEnumerable<(string Field, string Message)> Errors => Json.GetProperty("errors").EnumerateArray()
        .Select(error => (error.GetProperty("field").GetString()!, error.GetProperty("message").GetString()!));
}
