namespace Atom.OAuth;

/// <summary>
/// Marks what belongs to an OAuth provider: a client, a method that calls the provider, a URL, a response.
/// </summary>
/// <remarks>The analyzers treat an HTTP response that comes from a marked member as a response of that provider.</remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Parameter | AttributeTargets.Property
    | AttributeTargets.Field | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.ReturnValue)]
public sealed class OAuthProviderAttribute : Attribute
{
    /// <summary>Initializes a new instance of the <see cref="OAuthProviderAttribute"/> class.</summary>
    /// <param name="name">The provider's name as people read it, for example <c>Slack</c>.</param>
    public OAuthProviderAttribute(string name) => Name = name;

    /// <summary>Gets the provider's name as people read it.</summary>
    public string Name { get; }
}
