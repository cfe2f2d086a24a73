using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Integrations;
using Atom.OAuth.Refreshing;
using Atom.OAuth.Store;
using Atom.OAuth.Tokens;
using Microsoft.Extensions.Time.Testing;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>Small parts: accounts, the cache, proxies, the signed-in user, arguments.</summary>
public class ReadingTests
{
    [Theory]
    [InlineData("""{"sub":"1","id":"2","email":"a@b.example","name":"A"}""", "1", "a@b.example")]
    [InlineData("""{"sub":"","id":"2","displayName":" A\nB "}""", "2", "A B")]
    [InlineData("""{"id":7,"name":null}""", "7", null)]
    [InlineData("""{"data":{"gid":"g","name":"N"}}""", "g", "N")]
    [InlineData("""{"data":"x","gid":"g"}""", "g", null)]
    [InlineData("""{"sub":["x"],"account_id":"\ud800","user_id":"u"}""", "u", null)]
    [InlineData("[]", null, null)]
    public void UserInfo_TellsTheAccount(string json, string? id, string? name)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(new Account(id, name), AccountReader.OfUserInfo(document.RootElement));
    }

    [Fact]
    public void Cache_ForgetsAConnectionWithAllItsTargets_AndNoOther()
    {
        TokenCache cache = new(TimeProvider.System);
        ConnectionKey one = new("t", "one");
        ConnectionKey two = new("t", "two");
        OAuthTokenTarget target = new("https://api.example");
        foreach (var key in new[] { one, two })
        {
            cache.Put(key, Token(key, null, long.MaxValue));
            cache.Put(key, Token(key, target, long.MaxValue));
        }

        cache.Forget(one);

        Assert.False(cache.TryGet(one, null, out _));
        Assert.False(cache.TryGet(one, target, out _));
        Assert.True(cache.TryGet(two, null, out _));
        Assert.True(cache.TryGet(two, target, out _));
    }

    [Fact]
    public void Cache_GivesATokenUntilItsTime_AndForgetsWhatHasRunOutWhenItIsFull()
    {
        FakeTimeProvider time = new();
        TokenCache cache = new(time);
        ConnectionKey lasting = new("t", "lasting");
        cache.Put(lasting, Token(lasting, null, time.GetUtcNow().AddMinutes(2).UtcTicks));
        for (var i = 1; i < 50_000; i++)
        {
            ConnectionKey key = new("t", $"{i}");
            cache.Put(key, Token(key, null, time.GetUtcNow().AddMinutes(1).UtcTicks));
        }

        Assert.True(cache.TryGet(new("t", "1"), null, out _));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(cache.TryGet(new("t", "1"), null, out _));
        for (var i = 1; i < 50_000; i++)
        {
            ConnectionKey key = new("t", $"{i}");
            cache.Put(key, Token(key, null, time.GetUtcNow().AddMinutes(1).UtcTicks));
        }

        Assert.True(cache.TryGet(lasting, null, out _));
        ConnectionKey last = new("t", "last");
        cache.Put(last, Token(last, null, time.GetUtcNow().AddMinutes(1).UtcTicks));
        Assert.True(cache.TryGet(last, null, out _));
        Assert.False(cache.TryGet(lasting, null, out _));
    }

    [Fact]
    public void Target_IsTheSame_WhateverTheOrderOfItsScopes()
    {
        OAuthTokenTarget target = new("https://a.example", "b", "a", "b");
        OAuthTokenTarget same = new("https://a.example", "a", "b");

        Assert.Equal(["a", "b"], target.Scopes);
        Assert.Equal("https://a.example\na b", target.Key);
        Assert.True(target.Equals((object)same));
        Assert.Equal(target.GetHashCode(), same.GetHashCode());
        foreach (var other in (OAuthTokenTarget?[])[new("https://a.example"), new("https://A.example", "a", "b"), new(null, "a", "b"), null])
        {
            Assert.False(target.Equals(other));
        }

        Assert.False(target.Equals("https://a.example\na b"));
        Assert.Null(new OAuthTokenTarget(" ", "a").Resource);
        Assert.Equal(("resource", "scopes"), (Named(() => new OAuthTokenTarget(" ")), Named(() => new OAuthTokenTarget("x", "a", " "))));

        static string? Named(Func<object> make) => Assert.Throws<ArgumentException>(make).ParamName;
    }

    [Fact]
    public void AddressesOfTheOutside_AreAllowed_AndThoseOfTheProxy()
    {
        IPAddress[] addresses = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("8.8.8.8"), IPAddress.Loopback, IPAddress.Parse("2606:4700::1111")];

        Assert.Equal([addresses[1], addresses[3]], NetworkGuard.Allowed(addresses, isProxy: false));
        Assert.Equal(addresses, NetworkGuard.Allowed(addresses, isProxy: true));
    }

    /// <summary>Disposing the returned stream closes the connection, and an unreachable address causes an error.</summary>
    [Fact]
    public async Task ConnectionToAnAddress_BelongsToItsStream()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var stream = await NetworkGuard.OpenAsync([IPAddress.Loopback], port, default);
        using var other = await listener.AcceptTcpClientAsync();
        await stream.WriteAsync("x"u8.ToArray());
        Assert.Equal((byte)'x', (byte)other.GetStream().ReadByte());
        Assert.True(Assert.IsType<NetworkStream>(stream).Socket.NoDelay);

        await stream.DisposeAsync();

        Assert.Equal(0, await other.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
        listener.Stop();
        await Assert.ThrowsAsync<SocketException>(async () => await NetworkGuard.OpenAsync([IPAddress.Loopback], port, default));
    }

    /// <summary>All bytes that identify a special network are checked.</summary>
    [Theory]
    [InlineData("64:ff9b::1:a00:1")]
    [InlineData("64:ff9b:2::a00:1")]
    [InlineData("64:ff9b:100::a00:1")]
    [InlineData("2003:a00:1::")]
    [InlineData("2102:a00:1::")]
    [InlineData("1::1")]
    [InlineData("0:0:0:0:0:1:a00:1")]
    public void AddressBesideASpecialNetwork_IsPublic(string address) => Assert.True(NetworkGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1:ffff::808:808")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:c0a8:101::808:808")]
    [InlineData("fec0::1")]
    [InlineData("fdff::1")]
    [InlineData("febf::1")]
    public void AddressWithinASpecialNetwork_IsNotPublic(string address) => Assert.False(NetworkGuard.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void ConnectionToTheProxy_IsToldFromOneToAnAddress()
    {
        WebProxy proxy = new("http://proxy.inside.example:3128", BypassOnLocal: false, ["direct\\.example"]);
        Uri address = new("https://login.acme.example/token");

        Assert.True(NetworkGuard.IsProxy(proxy, new DnsEndPoint("PROXY.inside.example", 3128), address));
        Assert.False(NetworkGuard.IsProxy(proxy, new DnsEndPoint("proxy.inside.example", 3129), address));
        Assert.False(NetworkGuard.IsProxy(proxy, new DnsEndPoint("login.acme.example", 3128), address));
        Assert.False(NetworkGuard.IsProxy(proxy, new DnsEndPoint("proxy.inside.example", 3128), new Uri("https://direct.example/token")));
        Assert.False(NetworkGuard.IsProxy(new WebProxy(), new DnsEndPoint("proxy.inside.example", 3128), address));
        Assert.True(NetworkGuard.IsProxy(new WebProxy("http://[fd00::1]:3128"), new DnsEndPoint("[fd00::1]", 3128), address));
    }

    /// <summary>
    /// A signed-in user whom the application does not identify. A provider that uses POST callbacks does not change the result of a GET callback.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WithoutAUserId_NothingIsDone(bool usesFormPost)
    {
        await using var app = await TestApp.StartAsync(options: o => o.UserId = _ => null, demo: o => o.UseFormPost = usesFormPost);
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1"));
        Browser browser = new(app);

        foreach ((var method, var path) in new[]
        {
            (HttpMethod.Get, string.Empty), (HttpMethod.Get, "/demo/connect"), (HttpMethod.Get, "/demo/callback?code=c&state=s"),
            (HttpMethod.Post, $"/{id}/disconnect"),
        })
        {
            var reply = await browser.SendAsync(method, "/integrations" + path);
            Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
            Assert.StartsWith("Sign in first", reply.Body, StringComparison.Ordinal);
            Assert.Equal(["nosniff"], reply.Response.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["no-referrer"], reply.Response.Headers.GetValues("Referrer-Policy"));
            Assert.True(reply.Response.Headers.CacheControl!.NoStore);
        }

        Assert.NotNull(await app.Connections.FindAsync(TestApp.Tenant, id));
    }

    /// <summary>The previous token is in memory and still valid: a new consent immediately replaces it.</summary>
    [Fact]
    public async Task ConsentingAgain_ReplacesTheTokenInMemory()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var connection = await app.ConnectedAsync(browser);
        var before = (await app.Connections.GetAccessTokenAsync(TestApp.Tenant, connection.Id)).Value;

        await app.ConnectAsync(browser, query: $"?connection={connection.Id}");

        Assert.NotEqual(before, (await app.Connections.GetAccessTokenAsync(TestApp.Tenant, connection.Id)).Value);
    }

    [Fact]
    public async Task Arguments_AreChecked()
    {
        await using var app = await TestApp.StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => app.Connections.ListAsync(null, string.Empty));
        await Assert.ThrowsAsync<ArgumentException>(() => app.Connections.FindAsync(string.Empty, "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => app.Connections.FindAsync(null, string.Empty));
        await Assert.ThrowsAsync<ArgumentException>(async () => await app.Connections.GetAccessTokenAsync(null, string.Empty));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await app.Connections.ReplaceAccessTokenAsync(null, "x", null!));
        Assert.False(await app.Connections.DisconnectAsync(null, "x"));
        using HttpRequestMessage request = new();
        Assert.Throws<ArgumentException>(() => request.SetConnection(null, string.Empty));
        Assert.Throws<ArgumentNullException>(() => ConnectionRequestExtensions.SetConnection(null!, null, "x"));
        Assert.Throws<ArgumentException>(() => new OAuthTokenTarget(null));
        Assert.Throws<ArgumentException>(() => new OAuthTokenTarget("https://a.example", " "));
        Assert.Throws<ArgumentNullException>(() => new OAuthTokenTarget("https://a.example", null!));
    }

    private static OAuthAccessToken Token(ConnectionKey key, OAuthTokenTarget? target, long until)
        => new("token", null, 1, key, "demo", target) { CachedUntil = until };
}
