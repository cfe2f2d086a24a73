using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Libraries.Tests;

/// <summary>Refit's responses and exceptions: for a page, the content is null although the status indicates success.</summary>
public sealed class RefitResponseTests
{
    public static TheoryData<string> Unchecked =>
    [
        "return (await [|api.Get()|]).Content;",
        "var response = await [|api.Get()|]; return response.Content;",
        "var response = await [|api.Get()|]; return response.Content!.Name;",
        "using var response = await [|api.Get()|]; return response.Content;",
        "var response = await [|api.Get()|].ConfigureAwait(false); return response.Content;",
        "var response = await [|api.Get()|]; await response.EnsureSuccessStatusCodeAsync(); return response.Content;",
        "var response = await [|api.Get()|]; return response.IsSuccessStatusCode ? response.Content : null;",
        "var response = await [|api.Get()|]; if (!response.IsSuccessStatusCode) { return null; } return response.Content;",
        "var response = await [|api.Get()|]; if (response.StatusCode != System.Net.HttpStatusCode.OK) { return null; } return response.Content;",
        "var response = await [|api.Get()|]; if (!response.IsSuccessStatusCode) { throw response.Error!; } return response.Content;",
        "var response = await [|api.Get()|]; if (response.IsSuccessStatusCode == false) { return response.Error!.Message; } return response.Content;",
        "var response = await [|api.Get()|]; if (response.IsSuccessStatusCode) { return response.Content; } else { throw response.Error!; }",
        "var response = await [|api.Get()|]; Console.WriteLine(response.ReasonPhrase + response.Headers + response.IsReceived); return response.Content;",
    ];

    public static TheoryData<string> Checked =>
    [
        "var response = await api.Get(); return response.IsSuccessful ? response.Content : null;",
        "var response = await api.Get(); if (response.Error is not null) { return null; } return response.Content;",
        "var response = await api.Get(); if (response.Error != null) { throw response.Error; } return response.Content;",
        "var response = await api.Get(); await response.EnsureSuccessfulAsync(); return response.Content;",
        "var response = await api.Get(); if (response.HasResponseError(out var error)) { throw error; } return response.Content;",
        "var response = await api.Get(); return response.IsSuccessfulWithContent ? response.Content : null;",
        "var response = await api.Get(); return response.HasContent ? response.Content : null;",
        "var response = await api.Get(); return response.Content ?? throw new InvalidOperationException(\"Slack sent no JSON.\");",
        "var response = await api.Get(); if (!response.IsSuccessStatusCode || response.Content is null) { return null; } return response.Content;",
        "var response = await api.Get(); return response.Content?.Name;",
        "var response = await api.Get(); if (response.ContentHeaders?.ContentType?.MediaType == \"text/html\") { return null; } return response.Content;",

        // The content is not used, or other code checks it.
        "var response = await api.Get(); return response.StatusCode;",
        "return await api.Get();",
        "var response = await api.Get(); return Read(response); static object? Read(IApiResponse<Item> r) => r.Content;",
    ];

    [Theory]
    [MemberData(nameof(Unchecked))]
    public Task Content_IsUsed_Triggers(string statements) => VerifyAsync("ApiResponse<Item>", statements);

    [Theory]
    [MemberData(nameof(Unchecked))]
    public Task Content_OfTheInterface_IsUsed_Triggers(string statements) => VerifyAsync("IApiResponse<Item>", statements);

    [Theory]
    [MemberData(nameof(Checked))]
    public Task Content_IsChecked_DoesNotTrigger(string statements) => VerifyAsync("ApiResponse<Item>", statements);

    [Theory]
    [MemberData(nameof(Checked))]
    public Task Content_OfTheInterface_IsChecked_DoesNotTrigger(string statements) => VerifyAsync("IApiResponse<Item>", statements);

    /// <summary>Using the content throws nothing that the catch could handle.</summary>
    [Fact]
    public Task Content_InsideCatch_Triggers() => VerifyAsync(
        "ApiResponse<Item>", "try { return (await [|api.Get()|]).Content; } catch (ApiException) { return null; }");

    /// <summary>RestSharp's responses have the same structure.</summary>
    [Theory]
    [InlineData("if (!response.IsSuccessStatusCode) { throw new InvalidOperationException(response.ErrorMessage); } return response.Data;", true)]
    [InlineData("if (!response.IsSuccessful) { throw new InvalidOperationException(response.ErrorMessage); } return response.Data;", false)]
    [InlineData("if (response.ErrorMessage != null) { return null; } return response.Data;", false)]
    public Task RestSharp_ErrorOnFailedStatus(string statements, bool isReported) => VerifyCS.VerifyAsync($$"""
        using RestSharp;

        public sealed class Item { public string? Name { get; set; } }

        public sealed class Service(RestClient client)
        {
            public async Task<object?> Load()
            {
                var response = await {{(isReported ? "[|" : "")}}client.ExecuteAsync<Item>(new RestRequest("https://slack.com/api/users.list")){{(isReported ? "|]" : "")}};
                {{statements}}
            }
        }
        """);

    public static TheoryData<string> ReadErrors =>
    [
        "try { await api.Create(); } catch (ApiException e) { return (await [|e.GetContentAsAsync<Problem>()|])?.Message; }",
        "try { await api.Create(); } catch (ApiException e) { return [|e.GetContentAs<Problem>()|]?.Message; }",
        "try { await api.Create(); } catch (ApiException e) when (e.HasContent) { return (await [|e.GetContentAsAsync<Problem>()|])?.Message; }",
        "try { await api.Create(); } catch (ApiException e) { return [|JsonSerializer.Deserialize<Problem>(e.Content!)|]?.Message; }",
        "try { await api.Create(); } catch (ApiException e) { return await Read(e); }"
            + " static async Task<string?> Read(ApiException e) => (await [|e.GetContentAsAsync<Problem>()|])?.Message;",
        "var response = await api.TryCreate(); return response.Error is ApiException error ? (await [|error.GetContentAsAsync<Problem>()|])?.Message : null;",
        "var response = await api.TryCreate(); if (response.HasResponseError(out var error)) { return (await [|error.GetContentAsAsync<Problem>()|])?.Message; }",
    ];

    public static TheoryData<string> CheckedErrors =>
    [
        "try { await api.Create(); } catch (ApiException e) { return e.TryGetContentAs<Problem>(out var problem) ? problem?.Message : e.Message; }",
        "try { await api.Create(); } catch (ApiException e) { return e.Content; }",
        "try { await api.Create(); } catch (ApiException e) { try { return (await e.GetContentAsAsync<Problem>())?.Message; } catch (JsonException) { return e.Message; } }",
        "try { await api.Create(); } catch (ApiException e) { if (e.Content?.StartsWith('<') == true) { return null; } return (await e.GetContentAsAsync<Problem>())?.Message; }",
        "try { await api.Create(); } catch (ApiException e) { if (e.ContentHeaders?.ContentType?.MediaType != \"application/json\") { return null; }"
            + " return (await e.GetContentAsAsync<Problem>())?.Message; }",
        "try { await api.Create(); } catch (ApiException e) when (e.ContentHeaders?.ContentType?.MediaType == \"application/json\")"
            + " { return (await e.GetContentAsAsync<Problem>())?.Message; }",
    ];

    [Theory]
    [MemberData(nameof(ReadErrors))]
    public Task FailedAnswer_IsRead_Triggers(string statements) => VerifyErrorAsync(statements);

    [Theory]
    [MemberData(nameof(CheckedErrors))]
    public Task FailedAnswer_IsChecked_DoesNotTrigger(string statements) => VerifyErrorAsync(statements);

    /// <summary>The application's own server returns problem details, too.</summary>
    [Fact]
    public Task FailedAnswer_OfAnotherServer_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        using Refit;

        public sealed class Problem { public string? Message { get; set; } }

        public interface IOrdersApi { [Post("/orders")] Task Create(); }

        public sealed class Service(IOrdersApi api)
        {
            public async Task<string?> Load()
            {
                try { await api.Create(); return null; } catch (ApiException e) { return (await e.GetContentAsAsync<Problem>())?.Message; }
            }
        }
        """);

    private static Task VerifyAsync(string given, string statements) => VerifyCS.VerifyAsync($$"""
        using Refit;

        public sealed class Item { public string? Name { get; set; } }

        public interface IApi { [Post("/oauth/token")] Task<{{given}}> Get(); }

        public sealed class Service(IApi api)
        {
            public async Task<object?> Load() { {{statements}} }
        }
        """);

    private static Task VerifyErrorAsync(string statements) => VerifyCS.VerifyAsync($$"""
        using Refit;

        public sealed class Item { public string? Name { get; set; } }
        public sealed class Problem { public string? Message { get; set; } }

        [Headers("Authorization: Bearer")]
        public interface IHubSpotApi
        {
            [Post("/crm/v3/objects/contacts")] Task Create();
            [Post("/crm/v3/objects/contacts")] Task<ApiResponse<Item>> TryCreate();
        }

        public sealed class Service(IHubSpotApi api)
        {
            public async Task<string?> Load() { {{statements}} return null; }
        }
        """);
}
