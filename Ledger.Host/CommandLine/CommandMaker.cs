using JasperFx.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Ledger.Host.CommandLine;

/// <summary>Makes commands with what their constructors ask for.</summary>
/// <param name="services">What there is to give.</param>
internal sealed class CommandMaker(IServiceProvider services) : ICommandCreator
{
    public IJasperFxCommand CreateCommand(Type commandType) => (IJasperFxCommand)ActivatorUtilities.CreateInstance(services, commandType);

    public object CreateModel(Type modelType) => Activator.CreateInstance(modelType)!;
}
