using Ledger.Host.PrivatePostgres;
using Xunit;

namespace Ledger.Tests.PrivatePostgres;

/// <summary>These set variables of the whole process, so nothing else may run beside them.</summary>
[CollectionDefinition(nameof(EnvironmentOfTheProcess), DisableParallelization = true)]
public sealed class EnvironmentOfTheProcess;

[Collection(nameof(EnvironmentOfTheProcess))]
public sealed class LedgerDatabaseTests
{
    private const string Given = "Host=db;Database=ledger;Username=someone";

    [Fact]
    public async Task A_database_named_by_the_user_is_used_as_it_is_and_never_reset_or_stopped()
    {
        using var _ = new Variable("LEDGER_DATABASE", Given);

        Assert.Equal(Given, await LedgerDatabase.ConnectionStringAsync(TextWriter.Null, TestContext.Current.CancellationToken));
        Assert.False(await LedgerDatabase.StopAsync(TextWriter.Null, TestContext.Current.CancellationToken));
        var refusal = await Assert.ThrowsAsync<LedgerDatabaseException>(() => LedgerDatabase.ResetAsync(TextWriter.Null, TestContext.Current.CancellationToken));
        Assert.Contains("LEDGER_DATABASE is set", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://someone:secret@db/ledger", "is a URL")]
    [InlineData("Host=db;Password=secret", "names no Host or no Database")]
    [InlineData("secret", "is no connection string")]
    [InlineData("Hst=db;Password=secret", "is no connection string")]
    public async Task A_connection_string_that_cannot_work_is_explained_without_repeating_its_password(string given, string reason)
    {
        using var _ = new Variable("LEDGER_DATABASE", given);

        var refusal = await Assert.ThrowsAsync<LedgerDatabaseException>(
            () => LedgerDatabase.ConnectionStringAsync(TextWriter.Null, TestContext.Current.CancellationToken));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_home_is_the_folder_of_the_variable_else_among_the_data_of_the_user()
    {
        var data = Path.Combine(Path.GetTempPath(), "ledger-data");
        using var none = new Variable("LEDGER_HOME", null);
        using var xdg = new Variable("XDG_DATA_HOME", data);
        Assert.Equal(Path.Combine(LedgerHome.At(data).Folder, "recruitment-fee-ledger"), LedgerHome.OfThisUser().Folder);

        using var chosen = new Variable("LEDGER_HOME", data);
        Assert.Equal(LedgerHome.At(data).Folder, LedgerHome.OfThisUser().Folder);
    }

    private sealed class Variable : IDisposable
    {
        private readonly string _name;
        private readonly string? _before;

        internal Variable(string name, string? value)
        {
            (_name, _before) = (name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
    }
}
