using Atom.OAuth.State;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Tests.State;

/// <summary>Options and service registration.</summary>
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
        { "DuplicateWindow", o => o.DuplicateWindow = TimeSpan.FromMinutes(61) },
        { "DuplicateWait", o => o.DuplicateWait = TimeSpan.FromSeconds(31) },
        { "DuplicateWait", o => o.DuplicateWait = TimeSpan.FromTicks(-1) },
        { "StoreTimeout", o => o.StoreTimeout = TimeSpan.FromMilliseconds(9) },
        { "StoreTimeout", o => o.StoreTimeout = TimeSpan.FromSeconds(61) },
        { "InMemoryCapacity", o => o.InMemoryCapacity = 0 },
        { "InMemoryCapacityPerUser", o => o.InMemoryCapacityPerUser = 0 },
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
        var result = new OAuthStateOptionsValidator().Validate(null, options);
        Assert.Contains($"OAuthStateOptions.{property}", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryMistake_IsSaidWithWhatIsAllowed()
    {
        OAuthStateOptions options = new()
        {
            Lifetime = TimeSpan.Zero,
            MaxStateLength = 0,
            DuplicateWindow = TimeSpan.MaxValue,
            DuplicateWait = TimeSpan.MaxValue,
            StoreTimeout = TimeSpan.Zero,
            InMemoryCapacity = 0,
            InMemoryCapacityPerUser = 0,
            CookieName = string.Empty,
            DefaultRedirectPath = string.Empty,
        };
        options.AllowedRedirectPrefixes.Add("app");
        options.CallbackPaths.Add("//callback");
        Assert.Equal(
            [
                "OAuthStateOptions.Lifetime has to be from 1 minute to 1 hour.",
                "OAuthStateOptions.MaxStateLength has to be from 43 to 4096.",
                "OAuthStateOptions.DuplicateWindow has to be from zero to 1 hour.",
                "OAuthStateOptions.DuplicateWait has to be from zero to 30 seconds.",
                "OAuthStateOptions.StoreTimeout has to be from 10 milliseconds to 1 minute.",
                "OAuthStateOptions.InMemoryCapacity has to be at least 1.",
                "OAuthStateOptions.InMemoryCapacityPerUser has to be at least 1.",
                "OAuthStateOptions.CookieName has to be 1 to 64 letters, digits and characters that a cookie's name may have (RFC 6265 4.1.1).",
                "OAuthStateOptions.AllowedRedirectPrefixes: The redirect path does not start with a slash: it has to be a path within the application.",
                "OAuthStateOptions.CallbackPaths: The redirect path starts with two slashes: a browser would read a host there.",
                "OAuthStateOptions.DefaultRedirectPath: The redirect path is empty.",
            ],
            new OAuthStateOptionsValidator().Validate(null, options).Failures);
    }

    [Fact]
    public void CallbackPath_IsNeitherEverything_NorTheDefault()
    {
        OAuthStateOptions options = new();
        options.CallbackPaths.Add("/");
        Assert.Equal(
            [
                "OAuthStateOptions.CallbackPaths must not have '/', which every redirect path is under.",
                "OAuthStateOptions.DefaultRedirectPath must not be a callback path.",
            ],
            new OAuthStateOptionsValidator().Validate(null, options).Failures);
    }

    public static TheoryData<Action<OAuthStateOptions>> Extremes { get; } =
    [
        o => o.Lifetime = TimeSpan.FromMinutes(1),
        o => o.Lifetime = TimeSpan.FromHours(1),
        o => o.MaxStateLength = 43,
        o => o.MaxStateLength = 4096,
        o => o.DuplicateWindow = TimeSpan.Zero,
        o => o.DuplicateWindow = TimeSpan.FromHours(1),
        o => o.DuplicateWait = TimeSpan.Zero,
        o => o.DuplicateWait = TimeSpan.FromSeconds(30),
        o => o.StoreTimeout = TimeSpan.FromMilliseconds(10),
        o => o.StoreTimeout = TimeSpan.FromMinutes(1),
        o => o.InMemoryCapacity = 1,
        o => o.InMemoryCapacityPerUser = 1,
        o => o.CookieName = "c",
        o => o.CookieName = new string('c', 64),
        o => o.CookieName = "azAZ09-_.~!#$&'*+^`|%",
    ];

    [Theory]
    [MemberData(nameof(Extremes), DisableDiscoveryEnumeration = true)]
    public void Extreme_IsValid(Action<OAuthStateOptions> make)
    {
        OAuthStateOptions options = new();
        make(options);
        Assert.True(new OAuthStateOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Defaults_AreValid() => Assert.True(new OAuthStateOptionsValidator().Validate(null, new OAuthStateOptions()).Succeeded);

    [Fact]
    public async Task Services_WorkTogether()
    {
        await using var provider = Services(services => { }).BuildServiceProvider();
        var protector = provider.GetRequiredService<IOAuthStateProtector>();
        var state = await protector.BuildAsync("slack", "u", "t");
        Assert.True((await protector.ParseAsync(state, OAuthStateExpectation.ForUserSession("slack", "u", "t"))).IsValid);
        Assert.IsType<InMemoryOAuthStateStore>(provider.GetRequiredService<IOAuthStateStore>());
        Assert.Same(protector, provider.GetRequiredService<IOAuthStateProtector>());
    }

    [Fact]
    public void Services_ValidateTheOptions()
    {
        using var provider = Services(services => services.Configure<OAuthStateOptions>(o => o.MaxStateLength = 1)).BuildServiceProvider();
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

        using var provider = services.BuildServiceProvider();
        Assert.IsType<RelationalOAuthStateStore>(Assert.Single(provider.GetServices<IOAuthStateStore>()));
        Assert.Single(provider.GetServices<IValidateOptions<OAuthStateOptions>>());
    }

    [Fact]
    public void WhatTheApplicationRegistered_Stays()
    {
        EphemeralDataProtectionProvider keys = new();
        using var provider = Services(services => services.AddSingleton<IDataProtectionProvider>(keys)).BuildServiceProvider();
        Assert.Same(keys, provider.GetRequiredService<IDataProtectionProvider>());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("0table")]
    [InlineData("1table")]
    [InlineData("9table")]
    [InlineData("a.b")]
    [InlineData("a\"b")]
    [InlineData("a b")]
    [InlineData("state; DROP TABLE users")]
    [InlineData("é")]
    [InlineData("a234567890123456789012345678901234567890123456789")]
    public void TableName_IsAPlainName(string? name)
    {
        var exception = Assert.Throws<ArgumentException>("tableName", () => new RelationalOAuthStateStore(() => new SqliteConnection(), name!));
        Assert.StartsWith(
            "The table's name has to be a letter or underscore and up to 47 letters, digits and underscores of ASCII.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("_")]
    [InlineData("azAZ_09")]
    [InlineData("a23456789012345678901234567890123456789012345678")]
    public void TableName_MayBeAsLongAsDatabasesTakeIt(string name)
        => Assert.NotNull(new RelationalOAuthStateStore(() => new SqliteConnection(), name));

    private static ServiceCollection Services(Action<IServiceCollection> application)
    {
        ServiceCollection services = new();
        application(services);
        OAuthStateServices.Add(services);
        return services;
    }
}
