using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// Names of what does not belong in the data of a state. It is bound to the browser only, so a user in it proves nothing, and a return URL in it is
/// not validated. Both have members of their own.
/// </summary>
internal static class ContentWords
{
    private static readonly NameTable Owners = new(
        "User", "Username", "Userid", "Uid", "Owner", "Member", "Customer", "Tenant", "Tenantid", "Person", "People", "Employee", "Email", "Mail",
        "Account", "Organization", "Organisation", "Org", "Company", "Companies", "Workspace", "Subject", "Principal", "Claim");

    private static readonly NameTable Addresses = new(
        "Url", "Uri", "Path", "Redirect", "Return", "Returnurl", "Returnto", "Redirecturl", "Redirecturi", "Backurl", "Nexturl",
        "Next", "Referer", "Referrer", "Origin", "Destination", "Href", "Query String");

    private static readonly NameTable Redirects = new("^Redirect", "^Local Redirect", "^Navigate To");

    /// <summary>Recognizes a user or tenant, in the name of a value or of a method.</summary>
    public static bool IsOwner(string name) => Owners.Matches(name);

    /// <summary>Recognizes a user, a tenant or the address of a page, in the name of a value.</summary>
    public static bool IsReserved(string name) => Owners.Matches(name) || Addresses.Matches(name);

    /// <summary>Recognizes a method or type that sends the browser to an address.</summary>
    public static bool IsRedirect(string name) => Redirects.Matches(name);
}
