using System.Reflection;
using Ledger.Domain.Facts;
using Ledger.Host.CommandLine;
using Ledger.Projections.Store;
using Xunit;

namespace Ledger.Tests.Architecture;

/// <summary>Domain ← Projections ← Host, and nothing under the domain but the shared framework, NodaTime and MathNet.Numerics: pure libraries both.</summary>
public sealed class DependencyTests
{
    private static readonly Assembly Domain = typeof(Fact).Assembly;
    private static readonly Assembly Projections = typeof(LedgerStore).Assembly;
    private static readonly Assembly Host = typeof(LedgerProgram).Assembly;

    private static readonly string[] Libraries = ["MathNet.Numerics", "NodaTime"];

    [Fact]
    public void The_domain_rests_on_the_shared_framework_and_two_pure_libraries_alone()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Assert.DoesNotContain(References(Domain), name => !Libraries.Contains(name) && !File.Exists(Path.Combine(framework, name + ".dll")));
        Assert.All(Libraries, library => Assert.Contains(library, References(Domain)));
    }

    [Fact]
    public void Projections_rest_on_the_domain_and_never_on_the_host()
    {
        Assert.Contains(Domain.GetName().Name, References(Projections));
        Assert.DoesNotContain(Host.GetName().Name, References(Projections));
        Assert.DoesNotContain(References(Projections), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Contains(Projections.GetName().Name, References(Host));
    }

    [Fact]
    public void No_program_references_the_tests() =>
        Assert.All(new[] { Domain, Projections, Host }, assembly => Assert.DoesNotContain(typeof(DependencyTests).Assembly.GetName().Name, References(assembly)));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);
}
