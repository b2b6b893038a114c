using Ledger.Domain.Facts;
using Xunit;

namespace Ledger.Tests.Facts;

/// <summary>The schema and the page in docs say what the reader does.</summary>
public sealed class PublishedSchemaTests
{
    [Fact]
    public void The_published_schema_is_the_one_written_from_the_types() => Published.Holds("docs/facts.schema.json", FactSchema.Json());

    [Fact]
    public void The_published_page_is_the_one_written_from_the_types() => Published.Holds("docs/facts.md", FactPage.Markdown());
}

/// <summary>Documents that are written from the code and stored, so that a reader of the repository has them.</summary>
public static class Published
{
    /// <summary>Holds a stored document equal to the one the code writes; with LEDGER_WRITE_DOCS=1 stores it first.</summary>
    public static void Holds(string path, string written)
    {
        var file = Path.Combine(Root(), path);
        if (Environment.GetEnvironmentVariable("LEDGER_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, written);
        }

        Assert.True(File.Exists(file) && File.ReadAllText(file) == written,
            $"{path} is not what the code writes: run LEDGER_WRITE_DOCS=1 dotnet run --project Ledger.Tests and store the change with its cause.");
    }

    /// <summary>A stored document.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root(), path));

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ledger.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Ledger.sln is in no folder above the tests.");
    }
}
