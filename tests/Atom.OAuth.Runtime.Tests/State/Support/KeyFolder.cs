using Atom.OAuth.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.Tests.State.Support;

/// <summary>Data Protection with its keys in a folder that several instances of an application share.</summary>
internal sealed class KeyFolder : IDisposable
{
    private readonly List<ServiceProvider> _instances = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("atom-oauth-keys-").FullName;

    /// <summary>Starts a new instance, which knows only what is in the folder.</summary>
    public IServiceProvider Start(string application = "tests")
    {
        var instance = Start(Path, application);
        _instances.Add(instance);
        return instance;
    }

    public static ServiceProvider Start(string path, string application)
    {
        ServiceCollection services = new();
        services.AddDataProtection().SetApplicationName(application).PersistKeysToFileSystem(new DirectoryInfo(path));
        return services.BuildServiceProvider();
    }

    public static IDataProtectionProvider Keys(IServiceProvider instance) => instance.GetRequiredService<IDataProtectionProvider>();

    public static IKeyManager Manager(IServiceProvider instance) => instance.GetRequiredService<IKeyManager>();

    public void Dispose()
    {
        _instances.ForEach(instance => instance.Dispose());
        TestFolder.Delete(Path);
    }
}
