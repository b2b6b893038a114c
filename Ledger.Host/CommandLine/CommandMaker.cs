using JasperFx.CommandLine;

namespace Ledger.Host.CommandLine;

/// <summary>Makes commands, each with the terminal it writes to.</summary>
/// <param name="terminal">The terminal.</param>
internal sealed class CommandMaker(Terminal terminal) : ICommandCreator
{
    public IJasperFxCommand CreateCommand(Type commandType) => (IJasperFxCommand)Activator.CreateInstance(commandType, terminal)!;

    public object CreateModel(Type modelType) => Activator.CreateInstance(modelType)!;
}
