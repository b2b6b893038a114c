using JasperFx.CommandLine;
using Ledger.Host.PrivatePostgres;
using Ledger.Projections.Detector;
using Ledger.Projections.Store;
using Marten;
using Marten.Exceptions;
using Npgsql;

namespace Ledger.Host.CommandLine;

/// <summary>A verb of the command line: finds the database, runs, and turns what can go wrong into one sentence and an exit code.</summary>
/// <typeparam name="TInput">The verb's arguments and flags.</typeparam>
/// <param name="terminal">Where it writes.</param>
public abstract class LedgerCommand<TInput>(Terminal terminal) : JasperFxAsyncCommand<TInput>
{
    /// <summary>Where it writes.</summary>
    protected Terminal Terminal { get; } = terminal;

    /// <inheritdoc/>
    public sealed override async Task<bool> Execute(TInput input)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            Terminal.ExitCode = await RunAsync(input, stop.Token);
        }
        catch (Exception exception) when (Sentence(exception) is not null)
        {
            Terminal.Say(Sentence(exception)!);
            Terminal.ExitCode = exception is DetectorStoppedException || EventTrouble.Of(exception) is not null ? Exit.Difference : Exit.BadUsage;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }

        return Terminal.ExitCode == Exit.Done;
    }

    /// <summary>Runs the verb.</summary>
    /// <returns>An exit code of <see cref="Exit"/>.</returns>
    protected abstract Task<int> RunAsync(TInput input, CancellationToken cancellation);

    /// <summary>Opens the ledger's store, starting the private database where there is none.</summary>
    protected async Task<OpenLedger> OpenAsync(CancellationToken cancellation)
    {
        var connectionString = await ConnectionStringAsync(cancellation);
        return new OpenLedger(connectionString, await LedgerStore.OpenAsync(connectionString, cancellation));
    }

    /// <summary>Finds the ledger's database, starting the private one where there is none.</summary>
    protected async Task<string> ConnectionStringAsync(CancellationToken cancellation) =>
        Terminal.Database ?? await LedgerDatabase.ConnectionStringAsync(Terminal.Errors, cancellation);

    private static string? Sentence(Exception exception) => exception switch
    {
        BadUsageException or DetectorStoppedException or LedgerDatabaseException => exception.Message,
        OperationCanceledException => "Stopped. What was recorded stays recorded; the same call goes on from there.",
        NpgsqlException { InnerException: System.Net.Sockets.SocketException } => $"The database cannot be reached: {exception.Message}. Check LEDGER_DATABASE, or unset it to use a private database.",
        NpgsqlException => $"The database answered: {exception.Message}",
        MartenException { InnerException: NpgsqlException inner } => Sentence(inner),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => exception.Message,
        _ => EventTrouble.Of(exception) is { } trouble ? $"The record has a fault: {trouble}. Nothing was changed." : null,
    };
}

/// <summary>The ledger's store, opened by a command.</summary>
/// <param name="ConnectionString">Where it is.</param>
/// <param name="Store">The store.</param>
public sealed record OpenLedger(string ConnectionString, DocumentStore Store) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
