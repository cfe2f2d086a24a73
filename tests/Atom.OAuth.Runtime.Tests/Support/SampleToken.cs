using System.Text.Json.Serialization;

namespace Atom.OAuth.Tests.Support;

public sealed record SampleToken([property: JsonPropertyName("access_token")] string? AccessToken);

[JsonSerializable(typeof(SampleToken))]
[JsonSerializable(typeof(int))]
public sealed partial class SampleJsonContext : JsonSerializerContext;
