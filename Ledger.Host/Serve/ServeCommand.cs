using System.Net;
using JasperFx.CommandLine;
using Ledger.Host.CommandLine;
using Ledger.Projections.Store;

namespace Ledger.Host.Serve;

/// <summary>Where to listen.</summary>
public sealed class ServeInput
{
    /// <summary>The address.</summary>
    [Description("The address to listen on (default 127.0.0.1)")]
    public string ListenFlag { get; set; } = "127.0.0.1";

    /// <summary>The port.</summary>
    [Description("The port, 1 to 65535 (default 5080)")]
    public int PortFlag { get; set; } = LedgerHost.DefaultPort;
}

/// <summary>Serves the ledger.</summary>
[Description("Serve the ledger on this machine until Ctrl+C: facts in, flags and replays out, findings kept up to date", Name = "serve")]
public sealed class ServeCommand(Terminal terminal) : LedgerCommand<ServeInput>(terminal)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ServeInput input, CancellationToken cancellation)
    {
        var url = UrlOf(input.ListenFlag, input.PortFlag);
        await ServeAsync(await ConnectionStringAsync(cancellation), url, Terminal, cancellation);
        return Exit.Done;
    }

    /// <summary>Serves until cancelled.</summary>
    internal static async Task ServeAsync(string connectionString, string url, Terminal terminal, CancellationToken cancellation)
    {
        await LedgerStore.PrepareAsync(connectionString, cancellation);
        await using var app = LedgerHost.Build(new LedgerAddress(connectionString), url);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException exception)
        {
            throw new BadUsageException($"Cannot listen on {url}: {exception.Message} Choose another with --port.");
        }

        terminal.Say($"The ledger listens on {url} (Ctrl+C ends it). Try {url}/flags?verdict=present or {url}/health/ready");
        var visit = FirstVisit.MakeAsync(new Uri(app.Urls.First()), app.Logger, app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync(cancellation);
        await visit;
    }

    /// <summary>The URL to listen on: without access control that is this machine alone, or a container whose ports its host guards.</summary>
    internal static string UrlOf(string listen, int port)
    {
        if (port is < 1 or > IPEndPoint.MaxPort)
        {
            throw new BadUsageException($"--port {port} is out of range: give 1 to {IPEndPoint.MaxPort}.");
        }

        if (!IPAddress.TryParse(listen == "localhost" ? "127.0.0.1" : listen, out var address))
        {
            throw new BadUsageException($"--listen '{listen}' is no address: give 127.0.0.1 or ::1.");
        }

        var inContainer = Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") == "true";
        return IPAddress.IsLoopback(address) || inContainer
            ? $"http://{(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString())}:{port}"
            : throw new BadUsageException($"The ledger has no access control yet, so it listens on this machine only: --listen {listen} is refused; use 127.0.0.1 and a tunnel of your own.");
    }
}
