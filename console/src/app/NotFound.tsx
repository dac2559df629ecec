import { Button } from "antd";
import { Link } from "react-router";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";

export default function NotFound() {
  const t = useText();
  return (
    <Page title={t("app:notFound.title")}>
      <EmptyState
        title={t("app:notFound.what")}
        reason={t("app:notFound.why")}
        action={
          <Link to="/">
            <Button type="primary">{t("app:notFound.next")}</Button>
          </Link>
        }
      />
    </Page>
  );
}
