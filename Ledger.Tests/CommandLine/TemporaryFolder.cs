using System.Text;

namespace Ledger.Tests.CommandLine;

/// <summary>A folder of one test's own, gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ledger-files-").FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes lines to a file, each with its line end.</summary>
    public string Write(string name, IEnumerable<string> lines) => Write(name, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(At(name), content);
        return At(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
