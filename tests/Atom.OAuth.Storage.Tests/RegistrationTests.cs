using Atom.OAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.Storage.Tests;

/// <summary>An application configures one database, in one of several places.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class RegistrationTests(TestDatabases databases)
{
    private readonly string _file = databases.NewFile();

    [Fact]
    public async Task Builder_NamesTheDatabase_AndTheStateLivesInIt()
    {
        await using var provider = new ServiceCollection().AddAtomOAuth().UseSqlite(_file).Services.BuildServiceProvider();
        Assert.Equal(OAuthDatabaseKind.Sqlite, provider.GetRequiredService<OAuthDatabase>().Kind);
        Assert.True(await provider.GetRequiredService<IOAuthStateStore>().TryAddAsync("key", "value", DateTimeOffset.MaxValue));
        Assert.True(File.Exists(_file));
    }

    [Fact]
    public async Task Options_NameTheDatabase()
    {
        await using var provider = Services(one => one.UseSqlite(_file)).BuildServiceProvider();
        Assert.Equal(OAuthDatabaseKind.Sqlite, provider.GetRequiredService<OAuthDatabase>().Kind);
    }

    [Fact]
    public async Task SameDatabase_MayBeNamedTwice()
    {
        var services = Services(one => one.UseSqlite(_file));
        services.AddAtomOAuth().UseSqlite(_file);
        await using var provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<OAuthDatabase>());
    }

    [Fact]
    public async Task TwoDatabases_AreRefused()
    {
        var services = Services(one => one.UseSqlite(_file));
        services.AddAtomOAuth().UseSqlite(_file + "2");
        await using var provider = services.BuildServiceProvider();
        var exception = Assert.Throws<InvalidOperationException>(provider.GetRequiredService<OAuthDatabase>);
        Assert.Contains("name it once", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoDatabase_IsExplained()
    {
        await using var provider = Services(_ => { }).BuildServiceProvider();
        var exception = Assert.Throws<InvalidOperationException>(provider.GetRequiredService<OAuthDatabase>);
        Assert.Contains(".UseSqlite(", exception.Message, StringComparison.Ordinal);
    }

    private static ServiceCollection Services(Action<FirstOptions> configure)
    {
        ServiceCollection services = new();
        services.Configure(configure);
        services.AddAtomOAuth().AddDatabaseOf<FirstOptions>();
        return services;
    }

    private sealed class FirstOptions : OAuthDatabaseOptions;
}
