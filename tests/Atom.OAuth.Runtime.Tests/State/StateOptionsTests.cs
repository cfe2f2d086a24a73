using Atom.OAuth.State;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Tests.State;

/// <summary>Settings and services.</summary>
public class StateOptionsTests
{
    public static TheoryData<string, Action<OAuthStateOptions>> Mistakes { get; } = new()
    {
        { "Lifetime", o => o.Lifetime = TimeSpan.FromSeconds(59) },
        { "Lifetime", o => o.Lifetime = TimeSpan.FromMinutes(61) },
        { "Lifetime", o => o.Lifetime = TimeSpan.MaxValue },
        { "MaxStateLength", o => o.MaxStateLength = 42 },
        { "MaxStateLength", o => o.MaxStateLength = 4097 },
        { "DuplicateWindow", o => o.DuplicateWindow = TimeSpan.FromTicks(-1) },
        { "DuplicateWindow", o => o.DuplicateWindow = TimeSpan.FromMinutes(11) },
        { "DuplicateWait", o => o.DuplicateWait = TimeSpan.FromSeconds(31) },
        { "DuplicateWait", o => o.DuplicateWait = TimeSpan.FromTicks(-1) },
        { "InMemoryCapacity", o => o.InMemoryCapacity = 0 },
        { "CookieName", o => o.CookieName = "" },
        { "CookieName", o => o.CookieName = "a b" },
        { "CookieName", o => o.CookieName = "a;b" },
        { "CookieName", o => o.CookieName = "a=b" },
        { "CookieName", o => o.CookieName = "a\r\nb" },
        { "CookieName", o => o.CookieName = new string('c', 65) },
        { "CookieName", o => o.CookieName = null! },
        { "DefaultRedirectPath", o => o.DefaultRedirectPath = "//evil.example" },
        { "DefaultRedirectPath", o => o.DefaultRedirectPath = null! },
        { "DefaultRedirectPath", o => { o.CallbackPaths.Add("/home"); o.DefaultRedirectPath = "/home"; } },
        { "AllowedRedirectPrefixes", o => o.AllowedRedirectPrefixes.Add("app") },
        { "CallbackPaths", o => o.CallbackPaths.Add("https://app.example/callback") },
        { "CallbackPaths", o => o.CallbackPaths.Add("/") },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Mistake_IsNamed(string property, Action<OAuthStateOptions> make)
    {
        OAuthStateOptions options = new();
        make(options);
        ValidateOptionsResult result = new OAuthStateOptionsValidator().Validate(null, options);
        Assert.Contains($"OAuthStateOptions.{property}", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_AreValid() => Assert.True(new OAuthStateOptionsValidator().Validate(null, new OAuthStateOptions()).Succeeded);

    [Fact]
    public async Task Services_WorkTogether()
    {
        await using ServiceProvider provider = Services(services => { }).BuildServiceProvider();
        IOAuthStateProtector protector = provider.GetRequiredService<IOAuthStateProtector>();
        string state = await protector.BuildAsync("slack", "u", "t");
        Assert.True((await protector.ParseAsync(state, OAuthStateExpectation.ForUserSession("slack", "u", "t"))).IsValid);
        Assert.IsType<InMemoryOAuthStateStore>(provider.GetRequiredService<IOAuthStateStore>());
        Assert.Same(protector, provider.GetRequiredService<IOAuthStateProtector>());
    }

    [Fact]
    public void Services_ValidateTheOptions()
    {
        using ServiceProvider provider = Services(services => services.Configure<OAuthStateOptions>(o => o.MaxStateLength = 1)).BuildServiceProvider();
        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IOAuthStateProtector>);
        Assert.NotEmpty(provider.GetServices<IStartupValidator>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RelationalStore_TakesThePlaceOfTheOther_InAnyOrder(bool isFirst)
    {
        ServiceCollection services = new();
        if (isFirst)
        {
            services.AddAtomOAuthRelationalStateStore(_ => new SqliteConnection());
        }

        OAuthStateServices.Add(services);
        OAuthStateServices.Add(services);
        if (!isFirst)
        {
            services.AddAtomOAuthRelationalStateStore(_ => new SqliteConnection());
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.IsType<RelationalOAuthStateStore>(Assert.Single(provider.GetServices<IOAuthStateStore>()));
        Assert.Single(provider.GetServices<IValidateOptions<OAuthStateOptions>>());
    }

    [Fact]
    public void WhatTheApplicationRegistered_Stays()
    {
        EphemeralDataProtectionProvider keys = new();
        using ServiceProvider provider = Services(services => services.AddSingleton<IDataProtectionProvider>(keys)).BuildServiceProvider();
        Assert.Same(keys, provider.GetRequiredService<IDataProtectionProvider>());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1table")]
    [InlineData("a.b")]
    [InlineData("a\"b")]
    [InlineData("a b")]
    [InlineData("state; DROP TABLE users")]
    [InlineData("é")]
    [InlineData("a234567890123456789012345678901234567890123456789")]
    public void TableName_IsAPlainName(string? name)
        => Assert.Throws<ArgumentException>(() => new RelationalOAuthStateStore(() => new SqliteConnection(), name!));

    private static ServiceCollection Services(Action<IServiceCollection> application)
    {
        ServiceCollection services = new();
        application(services);
        OAuthStateServices.Add(services);
        return services;
    }
}
