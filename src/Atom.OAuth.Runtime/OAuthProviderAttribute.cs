namespace Atom.OAuth;

/// <summary>
/// Associates a client, a method that calls the provider, a URL or a response with an OAuth provider.
/// </summary>
/// <remarks>The analyzers treat an HTTP response that comes from a member with this attribute as a response of that provider.</remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Parameter | AttributeTargets.Property
    | AttributeTargets.Field | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.ReturnValue)]
public sealed class OAuthProviderAttribute : Attribute
{
    /// <summary>Initializes a new instance of the <see cref="OAuthProviderAttribute"/> class.</summary>
    /// <param name="name">The provider's display name, for example <c>Slack</c>.</param>
    public OAuthProviderAttribute(string name) => Name = name;

    /// <summary>Gets the provider's display name.</summary>
    public string Name { get; }
}
