using System.Net;
using System.Text;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Serialization.Json;
using Refit;

namespace Atom.OAuth.Libraries.Tests;

/// <summary>What Refit, RestEase and Kiota do with a page of status 200; the tables and the rule depend on it.</summary>
public sealed class ThrownOnPagesTests : IDisposable
{
    private const string Page = "<!DOCTYPE html><html><body>Sign in</body></html>";

    private readonly HttpClient _http = new(new PageHandler()) { BaseAddress = new Uri("https://slack.com") };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Refit_Throws_WhatHasThePage()
    {
        var thrown = await Assert.ThrowsAsync<ApiException>(() => RestService.For<IRefitApi>(_http).GetAsync());

        Assert.Equal((HttpStatusCode.OK, Page), (thrown.StatusCode, thrown.Content));
        Assert.IsType<System.Text.Json.JsonException>(thrown.InnerException);
    }

    [Fact]
    public async Task RefitsException_ThrowsWhatItsReaderThrows()
    {
        var thrown = await Assert.ThrowsAsync<ApiException>(() => RestService.For<IRefitApi>(_http).GetAsync());

        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => thrown.GetContentAsAsync<Answer>());
        Assert.Throws<System.Text.Json.JsonException>(() => thrown.GetContentAs<Answer>());
        Assert.False(thrown.TryGetContentAs<Answer>(out _));
    }

    [Fact]
    public async Task RefitsResponse_KeepsTheFailure()
    {
        using var response = await RestService.For<IRefitApi>(_http).TryGetAsync();

        Assert.Equal((true, true, false, false), (response.IsSuccessStatusCode, response.IsReceived, response.IsSuccessful, response.HasContent));
        Assert.Null(response.Content);
        Assert.IsType<ApiException>(response.Error);
        Assert.True(response.HasResponseError(out _));
        await response.EnsureSuccessStatusCodeAsync();
        await Assert.ThrowsAsync<ApiException>(() => response.EnsureSuccessfulAsync().AsTask());
    }

    [Fact]
    public async Task Refit_GivesTextsAsTheyAre() => Assert.Equal(Page, await RestService.For<IRefitApi>(_http).GetTextAsync());

    [Fact]
    public async Task RestEase_ThrowsWhatItsReaderThrows()
    {
        var api = RestEase.RestClient.For<IRestEaseApi>(_http);

        await Assert.ThrowsAsync<Newtonsoft.Json.JsonReaderException>(() => api.GetAsync());
        var response = await api.TryGetAsync();
        Assert.Throws<Newtonsoft.Json.JsonReaderException>(() => response.GetContent());
    }

    [Fact]
    public async Task Kiota_ThrowsWhatItsReaderThrows_OrRefuses()
    {
        ParseNodeFactoryRegistry.DefaultInstance.ContentTypeAssociatedFactories.TryAdd("application/json", new JsonParseNodeFactory());
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(Page));

        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => KiotaJsonSerializer.DeserializeAsync(Page, Parsed.Create));
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => KiotaSerializer.DeserializeAsync("application/json", stream, Parsed.Create));
        await Assert.ThrowsAsync<InvalidOperationException>(() => KiotaSerializer.DeserializeAsync("text/html", Page, Parsed.Create));
    }

    private sealed class PageHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(Page, Encoding.UTF8, "text/html"),
                RequestMessage = request,
            });
    }

    private sealed class Parsed : IParsable
    {
        public static Parsed Create(IParseNode node) => new();

        public IDictionary<string, Action<IParseNode>> GetFieldDeserializers() => new Dictionary<string, Action<IParseNode>>();

        public void Serialize(ISerializationWriter writer)
        {
        }
    }
}

/// <summary>The type that is read.</summary>
public sealed class Answer
{
    public string? Name { get; set; }
}

/// <summary>Implemented by Refit.</summary>
public interface IRefitApi
{
    [Get("/answer")]
    Task<Answer> GetAsync();

    [Get("/answer")]
    Task<ApiResponse<Answer>> TryGetAsync();

    [Get("/answer")]
    Task<string> GetTextAsync();
}

/// <summary>Implemented by RestEase.</summary>
public interface IRestEaseApi
{
    [RestEase.Get("answer")]
    Task<Answer> GetAsync();

    [RestEase.Get("answer")]
    Task<RestEase.Response<Answer>> TryGetAsync();
}
