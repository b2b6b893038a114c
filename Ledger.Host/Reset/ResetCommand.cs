using JasperFx.CommandLine;
using Ledger.Host.CommandLine;
using Ledger.Host.PrivatePostgres;

namespace Ledger.Host.Reset;

/// <summary>Whether to go ahead.</summary>
public sealed class ResetInput
{
    /// <summary>Whether the loss of the private record is meant.</summary>
    [Description("Yes, drop all that the private database records")]
    public bool YesFlag { get; set; }
}

/// <summary>Empties the private database.</summary>
[Description("Empty the private database, for a new start with samples; a database of your own is never touched", Name = "reset")]
public sealed class ResetCommand(Terminal terminal) : LedgerCommand<ResetInput>(terminal)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ResetInput input, CancellationToken cancellation)
    {
        if (!input.YesFlag)
        {
            throw new BadUsageException("This drops all that the private database records. Say ./ledger reset --yes if that is meant.");
        }

        await LedgerDatabase.ResetAsync(Terminal.Errors, cancellation);
        Terminal.Say("The private database is empty.");
        return Exit.Done;
    }
}
